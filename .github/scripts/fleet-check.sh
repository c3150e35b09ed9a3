#!/usr/bin/env bash
# Checks the fleet repository that is the current folder: findings as annotations of the pull request, and what the change does to clusters as Markdown.
#
#   fleet-check.sh <base commit, or nothing> <file.md>
set -euo pipefail
slipway=${SLIPWAY:-$(cd "$(dirname "$0")/../.." && pwd)/slipway}

[ $# -eq 2 ] || { echo "usage: fleet-check.sh <base commit, or nothing> <file.md>" >&2; exit 2; }
base=$1 report=$2

code=0
"$slipway" check . --format github || code=$?
: > "$report"
# What cannot be built cannot be compared either; the annotations say why.
if [ -n "$base" ] && ! "$slipway" check . --diff "$base" --format markdown > "$report"; then
    printf '### What this changes\n\nIt cannot be told: the files do not build. See the annotations of the check.\n' > "$report"
    [ "$code" -ne 0 ] || code=1
fi
exit "$code"
