#!/usr/bin/env bash
# Previews a change in the lab, which needs no credentials: what stands at a commit is brought up there, then previewed with what is checked out.
#
#   lab-preview.sh <base> <env> <file.md>
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

[ $# -eq 3 ] || { echo "usage: lab-preview.sh <base> <env> <file.md>" >&2; exit 2; }
base=$1 environment=$2 report=$3

work=$(mktemp -d)
trap 'git worktree remove --force "$work/base" 2> /dev/null || true; rm -rf "$work"' EXIT
git worktree add -q --detach "$work/base" "$base"

export SLIPWAY_HOME="$work/home"
# Whoever owns the repositories comes first: the others adopt them.
owner=$(cd "$work/base" && grep -lE '^ +owner: true' Pulumi.*.yaml | head -n 1 | sed 's/^Pulumi\.//; s/\.yaml$//')
for name in $owner $environment; do
    [ -f "$work/base/Pulumi.$name.yaml" ] || continue
    (cd "$work/base" && ./slipway up "$name" --yes) > "$work/up.log" 2>&1 || { cat "$work/up.log" >&2; exit 1; }
    [ "$name" != "$environment" ] || break
done

code=0
./slipway preview "$environment" --json > "$work/preview.json" 2> "$work/errors" || code=$?
cat "$work/errors" >&2
"$scripts/preview-report.sh" "$environment" "$work/preview.json" "$work/errors" "$code" > "$report"
echo "This was previewed in the lab: the same program, on clouds that are simulated." >> "$report"
exit "$code"
