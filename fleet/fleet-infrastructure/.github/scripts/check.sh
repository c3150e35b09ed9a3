#!/usr/bin/env bash
# Builds what Flux would build, with kustomize as kubectl has it: every overlay, and every cluster once Slipway has written its layers.
set -euo pipefail
cd "${1:-.}"

built=0
for folder in */overlays/*/ image-automation/*/ clusters/*/; do
    [ -f "$folder/kustomization.yaml" ] || continue
    if [[ "$folder" = clusters/* && "$folder" != clusters/base/ && ! -f "$folder/layers.yaml" ]]; then
        echo "$folder: not up yet, layers.yaml is missing"
        continue
    fi
    echo "$folder"
    kubectl kustomize "$folder" > /dev/null
    built=$((built + 1))
done
[ "$built" -gt 0 ] || { echo "nothing to build in $PWD" >&2; exit 1; }
