#!/usr/bin/env bash
# Promotes, in a workflow of the fleet: asks the previous environment's cluster what it runs, and has `slipway promote` tag and propose it.
#
#   fleet-promote.sh <env> <version> <previous env> <its cluster> <infrastructure url> <apps url>
#
# GITHUB_TOKEN pushes and opens the pull request, as the App called APP_SLUG; AWS credentials read the cluster. SLIPWAY_PROJECT is the folder of Pulumi.yaml.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
platform=$(cd "$scripts/../.." && pwd)
slipway=${SLIPWAY:-$platform/slipway}

[ $# -eq 6 ] || { echo "usage: fleet-promote.sh <env> <version> <previous env> <its cluster> <infrastructure url> <apps url>" >&2; exit 2; }
environment=$1 version=$2 previous=$3 cluster=$4 infrastructure=$5 apps=$6

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$scripts/status.sh" "$previous" "$cluster" > "$work/status.json"

# Git asks this for the token, so that it stands in no file and in no command.
cat > "$work/gitconfig" << CONFIG
[credential "${GITHUB_SERVER_URL:-https://github.com}"]
    helper = "!f() { [ \\"\$1\\" != get ] || printf 'username=x-access-token\\\\npassword=%s\\\\n' \\"\$GITHUB_TOKEN\\"; }; f"
CONFIG
export GIT_CONFIG_GLOBAL="$work/gitconfig"
export GIT_AUTHOR_NAME="${APP_SLUG:?}[bot]" GIT_AUTHOR_EMAIL="${APP_SLUG}[bot]@users.noreply.github.com"
export GIT_COMMITTER_NAME="$GIT_AUTHOR_NAME" GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL"

"$slipway" promote --cwd "${SLIPWAY_PROJECT:-$platform}" --status "$work/status.json" --infrastructure "$infrastructure" --apps "$apps" --yes \
    -- "$environment" "$version"
