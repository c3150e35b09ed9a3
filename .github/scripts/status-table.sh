#!/usr/bin/env bash
# Writes the file of status.sh as a table of Markdown.
#
#   status-table.sh <status.json>
set -euo pipefail
jq -r 'def cell: gsub("[\\n|`<>@]"; " ");
    "### \(.environment)\n\n| layer | revision | ready | |\n|---|---|---|---|",
    (.layers[] | "| \(.name | cell) | \(.revision | cell) | \(if .ready then "yes" else "**no**" end) | \(.message | cell) |")' "$1"
