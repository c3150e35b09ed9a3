#!/usr/bin/env bash
# Prints the trust policy of an AWS role that jobs of one environment of one repository may assume, and nobody else.
#
#   trust-policy.sh <account> <owner/repository> <environment at GitHub> [<owner id> <repository id>]
#
# Repositories made or renamed since 2026-07-15 have immutable subjects, and need the ids: gh api repos/<owner>/<repository> --jq '.owner.id, .id'
set -euo pipefail

[ $# -eq 3 ] || [ $# -eq 5 ] || { echo "usage: trust-policy.sh <account> <owner/repository> <environment at GitHub> [<owner id> <repository id>]" >&2; exit 2; }
[[ $1 =~ ^[0-9]{12}$ ]] || { printf 'trust-policy: %q is no AWS account; write 12 digits\n' "$1" >&2; exit 2; }
[[ $2 =~ ^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$ ]] || { printf 'trust-policy: %q is no repository; write owner/repository\n' "$2" >&2; exit 2; }
# A subject with a wildcard or a colon would trust more than one environment.
[[ $3 =~ ^[A-Za-z0-9._-]+$ ]] || { printf 'trust-policy: %q is no environment for a trust policy; use letters, digits, dots and hyphens\n' "$3" >&2; exit 2; }

repository=$2
if [ $# -eq 5 ]; then
    [[ $4$5 =~ ^[0-9]+$ ]] || { echo "trust-policy: ids are numbers" >&2; exit 2; }
    repository="${2%/*}@$4/${2#*/}@$5"
fi
jq -n --arg provider "arn:aws:iam::$1:oidc-provider/token.actions.githubusercontent.com" --arg subject "repo:$repository:environment:$3" '{
    Version: "2012-10-17",
    Statement: [{
        Effect: "Allow",
        Principal: {Federated: $provider},
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": $subject}}}]}'
