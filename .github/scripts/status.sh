#!/usr/bin/env bash
# Writes what an environment runs, from its cluster, in the form that `slipway promote --status` reads (docs/json.md).
#
#   status.sh <env> <cluster>        AWS credentials that may read the cluster, AWS_REGION
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: status.sh <env> <cluster>" >&2; exit 2; }
kubeconfig=$(mktemp)
trap 'rm -f "$kubeconfig"' EXIT
aws eks update-kubeconfig --name "$2" --kubeconfig "$kubeconfig" > /dev/null
kubectl --kubeconfig "$kubeconfig" get kustomizations.kustomize.toolkit.fluxcd.io --namespace flux-system --output json |
    jq --arg environment "$1" '{environment: $environment, layers: [.items[] | ([.status.conditions[]? | select(.type == "Ready")][0]) as $ready | {
        name: .metadata.name,
        source: .spec.sourceRef.name,
        revision: (.status.lastAppliedRevision // ""),
        ready: (.metadata.generation == .status.observedGeneration and $ready.status == "True"),
        message: ($ready.message // "")}]}'
