#!/usr/bin/env bash
# Brings an environment to what is checked out. The preview was read in the pull request; outputs are not printed.
#
#   deploy.sh <env>
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

[ $# -eq 1 ] || { echo "usage: deploy.sh <env>" >&2; exit 2; }
pulumi up --stack "$1" --yes --skip-preview --suppress-outputs --non-interactive --color never 2>&1 | "$scripts/mask.sh"
