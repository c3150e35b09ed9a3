#!/usr/bin/env bash
# Comments the previews of all environments that a pull request affects. One whose job left nothing did not get as far, and is told so.
#
#   preview-comment.sh <pull request> <environments, a JSON list> <folder of preview-<env>.md>        as comment.sh
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)

[ $# -eq 3 ] || { echo "usage: preview-comment.sh <pull request> <environments> <folder>" >&2; exit 2; }
pull=$1 folder=$3
mapfile -t environments < <(jq -r '.[]' <<< "$2")

files=()
for environment in "${environments[@]}"; do
    file="$folder/preview-$environment.md"
    [ -s "$file" ] || { mkdir -p "$folder" && printf '### %s: the preview failed\n\nIt ended before it could tell anything; see its job.\n\n' "$environment" > "$file"; }
    files+=("$file")
done
exec "$scripts/comment.sh" "$pull" preview ${files[@]+"${files[@]}"}
