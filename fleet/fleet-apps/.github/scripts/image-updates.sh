#!/usr/bin/env bash
# Turns a branch into a pull request, or brings the one that is open up to date: its text lists the commits of the branch.
#
#   image-updates.sh <branch>        GH_TOKEN, GITHUB_REPOSITORY
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: image-updates.sh <branch>" >&2; exit 2; }
branch=$1
pulls="repos/$GITHUB_REPOSITORY/pulls"

compared=$(gh api "repos/$GITHUB_REPOSITORY/compare/main...$branch")
if [ "$(jq .ahead_by <<< "$compared")" -eq 0 ]; then
    echo "$branch has nothing that main has not"
    exit
fi

proposal=$(jq --arg branch "$branch" '
    def line: split("\n")[0] | gsub("[`<>@|]"; " ") | .[:200];
    {
        title: "Update images of dev",
        body: ("Flux found newer versions that the image policies allow.\n\n"
            + ([.commits[-50:][] | "- `\(.commit.message | line)`"] | join("\n"))
            + "\n\nThe base stays what staging and prod get: raise its version once dev has proved the newer."),
        head: $branch, base: "main"
    }' <<< "$compared")
open=$(gh api "$pulls?state=open&base=main&head=${GITHUB_REPOSITORY%%/*}:$branch" | jq -r '.[0].number // empty')
if [ -n "$open" ]; then
    jq '{title, body}' <<< "$proposal" | gh api --method PATCH "$pulls/$open" --input - --silent
else
    gh api --method POST "$pulls" --input - --silent <<< "$proposal"
fi
