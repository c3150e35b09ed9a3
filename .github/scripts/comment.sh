#!/usr/bin/env bash
# Writes the one comment of a pull request that bears a name: made the first time, edited in place from then on.
#
#   comment.sh <pull request> <name> [file.md]...        GH_TOKEN, GITHUB_REPOSITORY
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

[ $# -ge 2 ] || { echo "usage: comment.sh <pull request> <name> [file.md]..." >&2; exit 2; }
pull=$1 name=$2
shift 2
[[ $pull =~ ^[1-9][0-9]*$ ]] || { printf 'comment: %q is no number of a pull request\n' "$pull" >&2; exit 2; }
[[ $name =~ ^[a-z][a-z-]*$ ]] || { printf 'comment: %q is no name for a comment; use small letters and hyphens\n' "$name" >&2; exit 2; }

marker="<!-- slipway:$name -->"
text=$(mktemp)
trap 'rm -f "$text"' EXIT
{
    echo "$marker"
    if [ $# -eq 0 ]; then
        echo "This changes no environment."
    else
        cat -- "$@" | "$scripts/mask.sh"
    fi
} > "$text"

# GitHub takes 65,536 characters. Whoever writes the text keeps below; what is longer is cut, and says so.
body=$(jq -Rs 'if length > 65000 then .[:64000] + "\n\n</pre></details>\n\nThe rest does not fit into a comment; the summary of the job has it.\n" else . end | {body: .}' "$text")
mine=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$pull/comments?per_page=100" |
    jq -rs --arg marker "$marker" '[.[][] | select(.user.type == "Bot" and (.body | startswith($marker)))][0].id // empty')
if [ -n "$mine" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --input - --silent <<< "$body"
else
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$pull/comments" --input - --silent <<< "$body"
fi
