#!/usr/bin/env bash
# Previews an environment with the pulumi CLI and writes what changes as Markdown, without a value that is secret. Says how much does (changes=<n>), for the job's outputs.
#
#   preview.sh <env> <file.md> [flags of pulumi preview]        LIMIT: how many bytes the Markdown may have (default 60000)
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

[ $# -ge 2 ] || { echo "usage: preview.sh <env> <file.md> [flags of pulumi preview]" >&2; exit 2; }
environment=$1 report=$2
shift 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

code=0
pulumi preview --stack "$environment" --json --non-interactive --color never "$@" > "$work/preview.json" 2> "$work/errors" || code=$?
"$scripts/mask.sh" < "$work/errors" >&2
"$scripts/preview-report.sh" "$environment" "$work/preview.json" "$work/errors" "$code" > "$report"
if [ "$code" -eq 0 ]; then
    echo "changes=$(jq '[.steps[]? | select(.op | IN("create", "update", "replace", "delete", "import"))] | length' "$work/preview.json")"
fi
exit "$code"
