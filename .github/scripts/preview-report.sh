#!/usr/bin/env bash
# Writes the Markdown of a preview, or of its failure.
#
#   preview-report.sh <env> <preview.json> <errors> <exit code>        LIMIT: how many bytes it may have (default 60000)
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

environment=$1 preview=$2 errors=$3 code=$4
limit=${LIMIT:-60000}

rendered() { jq -er --arg environment "$environment" --argjson limit "$limit" -f "$scripts/preview.jq" "$preview" 2> /dev/null | "$scripts/mask.sh"; }

if [ "$code" -eq 0 ]; then
    rendered
    exit
fi
printf '### %s: the preview failed\n\n<pre>\n' "$environment"
# What was printed last says why, if the preview does not say it itself.
{ jq -r '.diagnostics[]? | select(.severity == "error") | .message' "$preview" 2> /dev/null || true; tail -n 40 "$errors"; } |
    "$scripts/mask.sh" | head -c "$((limit / 4))" | jq -Rrs @html
printf '</pre>\n\n'
