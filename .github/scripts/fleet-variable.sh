#!/usr/bin/env bash
# Reads what `up` set as variables for the fleet's workflows, and gives it to the job: SLIPWAY_<ENV>_REGION becomes the output region.
#
#   fleet-variable.sh <env> <name>...        VARIABLES: all variables as JSON; GITHUB_OUTPUT
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: fleet-variable.sh <env> <name>..." >&2; exit 2; }
environment=$1
shift
[[ $environment =~ ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$ ]] ||
    { echo "promote: which environment is the previous one? Set the variable PREVIOUS_ENVIRONMENT of the environment at GitHub" >&2; exit 2; }

for name in "$@"; do
    variable="SLIPWAY_$(tr 'a-z-' 'A-Z_' <<< "$environment")_$name"
    value=$(jq -r --arg name "$variable" '.[$name] // empty' <<< "$VARIABLES")
    [[ $value =~ ^[A-Za-z0-9._:/-]+$ ]] || { echo "promote: the variable $variable is missing; bring $environment up, which sets it" >&2; exit 1; }
    echo "$(tr '[:upper:]' '[:lower:]' <<< "$name")=$value" >> "$GITHUB_OUTPUT"
done
