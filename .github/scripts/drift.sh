#!/usr/bin/env bash
# Compares an environment with what it should be: refreshes in preview alone, so that nothing is written, and keeps one issue about what it finds.
#
#   drift.sh <env>        credentials of the environment for pulumi; GH_TOKEN, GITHUB_REPOSITORY for the issue; RUN_URL
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

[ $# -eq 1 ] || { echo "usage: drift.sh <env>" >&2; exit 2; }
environment=$1
report=$(mktemp)
trap 'rm -f "$report"' EXIT

code=0
found=$(LIMIT=50000 "$scripts/preview.sh" "$environment" "$report" --refresh) || code=$?
if [ "$found" = changes=0 ] && [ "$code" -eq 0 ]; then
    "$scripts/issue.sh" close "drift-$environment" "$environment is what it should be again: ${RUN_URL:-}"
    echo "$environment: no drift"
    exit
fi
{
    echo
    echo "\`pulumi up --refresh --stack $environment\` does what is listed; what should stay belongs into the program or its configuration. Found by ${RUN_URL:-a run by hand}."
} >> "$report"
title="$environment differs from what it should be"
[ "$code" -eq 0 ] || title="$environment could not be compared with what it should be"
"$scripts/issue.sh" open "drift-$environment" "$title" "$report"
echo "$title"
exit "$code"
