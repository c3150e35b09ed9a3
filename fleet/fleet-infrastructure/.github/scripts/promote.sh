#!/usr/bin/env bash
# Promotes a release: tags the commits in both repositories, and pushes the branch whose pull request lets the environment follow the tags.
# Nothing is pushed before everything is checked. GITHUB_OUTPUT gets the name of the branch.
#
#   promote.sh <environment> <version> <clone of fleet-infrastructure> <clone of fleet-apps>
#
# INFRASTRUCTURE_COMMIT and APPS_COMMIT say what the first stage gets; by default what main has now. Later stages get what the stage before ran.
set -euo pipefail

fail() {
    echo "promote: $*" >&2
    exit 1
}

[ $# -eq 4 ] || fail "usage: promote.sh <environment> <version> <clone of fleet-infrastructure> <clone of fleet-apps>"
environment=$1 version=$2 infrastructure=$3 apps=$4
tag="$environment-v$version"
file="clusters/$environment/release.yaml"

case "$environment" in
    staging) previous=dev ;;
    prod) previous=staging ;;
    *) fail "'$environment' takes no releases; promote to staging or prod" ;;
esac
[[ "$version" =~ ^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$ ]] || fail "'$version' is no version; write three numbers like 1.2.3"

for clone in "$infrastructure" "$apps"; do
    git -C "$clone" fetch -q --force --tags origin +refs/heads/main:refs/remotes/origin/main
done

tags() { git -C "$1" ls-remote --tags --refs origin "$environment-v*" | sed 's#.*refs/tags/##' | sort; }
lone=$(comm -3 <(tags "$infrastructure") <(tags "$apps") | tr -d '\t' | head -n 1)
[ -z "$lone" ] || fail "$lone is a tag of one repository only; a promotion was interrupted: delete it, or push it to the other repository as well"

highest=$(tags "$infrastructure" | sort -V | tail -n 1)
[ "$(printf '%s\n' "$highest" "$tag" | sort -V | tail -n 1)" = "$tag" ] && [ "$highest" != "$tag" ] ||
    fail "$tag is not higher than $highest, the last release of $environment; choose a higher version"

# What the previous environment ran: anything of main where it follows main, else the tag of this version, if its release.yaml ever named it.
pinned=$(git -C "$infrastructure" show "origin/main:clusters/$previous/release.yaml")
if grep -q 'name: refs/heads/main$' <<< "$pinned"; then
    infrastructure_commit=${INFRASTRUCTURE_COMMIT:-origin/main}
    apps_commit=${APPS_COMMIT:-origin/main}
else
    ran="refs/tags/$previous-v$version"
    [ -n "$(git -C "$infrastructure" log --format=%h -S"name: $ran"$'\n' origin/main -- "clusters/$previous/release.yaml")" ] ||
        fail "$previous never ran $version; promote it there first"
    infrastructure_commit=$ran
    apps_commit=$ran
fi

commit() {
    local name
    name=$(basename "$1")
    git -C "$1" rev-parse -q --verify "$2^{commit}" || fail "$2 is no commit of $name"
    git -C "$1" merge-base --is-ancestor "$2" origin/main || fail "$2 is not on main of $name; merge it first"
}
infrastructure_commit=$(commit "$infrastructure" "$infrastructure_commit")
apps_commit=$(commit "$apps" "$apps_commit")

work=$(mktemp -d)
trap 'git -C "$infrastructure" worktree remove --force "$work"' EXIT
git -C "$infrastructure" worktree add -q --detach "$work" origin/main
sed -E -i "s#^( *name: )refs/(heads|tags)/.+\$#\1refs/tags/$tag#" "$work/$file"
[ "$(grep -c "name: refs/tags/$tag\$" "$work/$file")" -eq 2 ] || fail "$file does not name the reference of both repositories"
git -C "$work" commit -q -m "Promote $environment to $version" -- "$file"

note="$environment runs $version: infrastructure $infrastructure_commit, apps $apps_commit"
git -C "$infrastructure" tag -f -a -m "$note" "$tag" "$infrastructure_commit"
git -C "$apps" tag -f -a -m "$note" "$tag" "$apps_commit"
git -C "$apps" push -q origin "refs/tags/$tag"
if ! git -C "$work" push -q --atomic origin "refs/tags/$tag" "HEAD:refs/heads/promote/$tag"; then
    git -C "$apps" push -q origin ":refs/tags/$tag"
    fail "fleet-infrastructure refused $tag; it was taken back from fleet-apps"
fi
echo "branch=promote/$tag" >> "${GITHUB_OUTPUT:-/dev/stdout}"
