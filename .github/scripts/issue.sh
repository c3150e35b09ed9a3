#!/usr/bin/env bash
# Keeps the one open issue that bears a name: opens it, edits it in place, closes it when there is nothing to say any more.
#
#   issue.sh open <name> <title> <file.md>
#   issue.sh close <name> <comment>                GH_TOKEN, GITHUB_REPOSITORY
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

case "${1:-} $#" in
    'open 4' | 'close 3') ;;
    *) echo "usage: issue.sh open <name> <title> <file.md> | issue.sh close <name> <comment>" >&2; exit 2 ;;
esac
name=$2
[[ $name =~ ^[a-z][a-z0-9-]*$ ]] || { printf 'issue: %q is no name for an issue; use small letters, digits and hyphens\n' "$name" >&2; exit 2; }

marker="<!-- slipway:$name -->"
issues="repos/$GITHUB_REPOSITORY/issues"
mine=$(gh api --paginate "$issues?state=open&per_page=100" |
    jq -rs --arg marker "$marker" '[.[][] | select(.pull_request == null and .user.type == "Bot" and ((.body // "") | startswith($marker)))][0].number // empty')

if [ "$1" = close ]; then
    [ -n "$mine" ] || exit 0
    jq -n --arg body "$3" '{body: $body}' | gh api --method POST "$issues/$mine/comments" --input - --silent
    gh api --method PATCH "$issues/$mine" -f state=closed -f state_reason=completed --silent
    exit
fi

text=$({ echo "$marker"; "$scripts/mask.sh" < "$4"; } | jq -Rs --arg title "$3" '{title: $title, body: (if length > 65000 then .[:64000] + "\n\n</pre></details>\n\nThe rest does not fit.\n" else . end)}')
if [ -n "$mine" ]; then
    gh api --method PATCH "$issues/$mine" --input - --silent <<< "$text"
else
    gh api --method POST "$issues" --input - --silent <<< "$text"
fi
