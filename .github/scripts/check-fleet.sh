#!/usr/bin/env bash
# Checks the fleet's templates, and hands the findings to GitHub's code scanning where the job may.
#
#   check-fleet.sh        GH_TOKEN that may write security events, or none; GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

code=0
./slipway check fleet --format sarif > "$work/fleet.sarif" || code=$?
if [ -n "${GH_TOKEN:-}" ] && [ -s "$work/fleet.sarif" ]; then
    gzip -c "$work/fleet.sarif" | base64 -w0 > "$work/packed"
    jq -n --rawfile sarif "$work/packed" --arg commit "$GITHUB_SHA" --arg ref "$GITHUB_REF" '{commit_sha: $commit, ref: $ref, sarif: $sarif}' |
        gh api --method POST "repos/$GITHUB_REPOSITORY/code-scanning/sarifs" --input - --silent ||
        echo "::warning::The findings could not be uploaded: code scanning is off for this repository, or needs GitHub Code Security."
fi
exit "$code"
