#!/usr/bin/env bash
# Reminds of keys and tokens that are old: deploy keys and secrets of repositories by what GitHub says, data keys of sealed files by the history of
# Pulumi.<env>.yaml. Keeps one issue.
#
#   rotation.sh <owner/repository>...        READ_TOKEN: may read deploy keys, secrets' names and environments of these repositories;
#                                            GH_TOKEN, GITHUB_REPOSITORY: for the issue; ROTATE_AFTER_DAYS (default 180), NOW (default: now)
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

[ $# -ge 1 ] || { echo "usage: rotation.sh <owner/repository>..." >&2; exit 2; }
after=${ROTATE_AFTER_DAYS:-180}
[[ $after =~ ^[1-9][0-9]*$ ]] || { printf 'rotation: ROTATE_AFTER_DAYS is a number of days, not %q\n' "$after" >&2; exit 2; }
now=${NOW:-$(date -u +%s)}
early=14

ages=$(mktemp) report=$(mktemp)
trap 'rm -f "$ages" "$report"' EXIT

read_github() {
    GH_TOKEN=${READ_TOKEN:-} gh api --paginate "$1" || { echo "rotation: $1 cannot be read; the token needs Administration, Secrets and Environments: read (docs/workflows.md)" >&2; exit 1; }
}
# What it is, when it was made, how it is rotated.
told() { jq -rs --arg where "$1" --arg how "$2" "$3 | [., \$where, \$how] | flatten | @json" >> "$ages"; }

for repository in "$@"; do
    read_github "repos/$repository/keys?per_page=100" |
        told "$repository" "docs/runbooks/deploy-keys.md" '.[][] | ["deploy key \(.title)", .created_at]'
    read_github "repos/$repository/actions/secrets?per_page=100" |
        told "$repository" "docs/workflows.md" '.[].secrets[] | ["secret \(.name)", .updated_at]'
    environments=$(read_github "repos/$repository/environments?per_page=100" | jq -r '.environments[]?.name')
    while IFS= read -r environment; do
        [ -n "$environment" ] || continue
        read_github "repos/$repository/environments/$(jq -rn --arg name "$environment" '$name | @uri')/secrets?per_page=100" |
            told "$repository, environment $environment" "docs/workflows.md" '.[].secrets[] | ["secret \(.name)", .updated_at]'
    done <<< "$environments"
done

for file in Pulumi.*.yaml; do
    # The generation of data keys was last raised when that line last changed; without one, they are as old as the environment.
    made=$(git log -1 --format=%cI -G'(^|[^A-Za-z])generation:' -- "$file")
    [ -n "$made" ] || made=$(git log --format=%cI -- "$file" | tail -n 1)
    [ -n "$made" ] || continue
    jq -cn '$ARGS.positional' --args "data keys of sealed files" "$made" "$file" "docs/runbooks/secrets.md" >> "$ages"
done

jq -rs --argjson now "$now" --argjson after "$after" --argjson early "$early" '
    def cell: gsub("[\\n|`<>@]"; " ");
    def moment: sub("\\.[0-9]+"; "") | capture("^(?<time>[0-9-]+T[0-9:]+)(?<zone>Z|[+-][0-9:]+)$")
        | (.time + "Z" | fromdate) - (if .zone == "Z" then 0 else (.zone[:1] + "1" | tonumber) * ((.zone[1:3] | tonumber) * 3600 + (.zone[4:6] | tonumber) * 60) end);
    [.[] | {what: .[0], made: .[1], where: .[2], how: .[3], age: ((($now - (.[1] | moment)) / 86400) | floor)} | select(.age >= $after - $early)]
    | sort_by(-.age)
    | if . == [] then "" else
        "Older than \($after) days, or soon to be:\n\n| what | where | days old | how to rotate |\n|---|---|---|---|\n"
        + (map("| \(.what | cell) | \(.where | cell) | \(.age) | \(.how) |\n") | join("")) end' "$ages" > "$report"

if [ -s "$report" ] && [ "$(tr -d '\n' < "$report" | wc -c)" -gt 0 ]; then
    "$scripts/issue.sh" open rotation "Keys and tokens to rotate" "$report"
    cat "$report"
else
    "$scripts/issue.sh" close rotation "Everything was rotated in time."
    echo "nothing to rotate"
fi
