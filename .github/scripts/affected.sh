#!/usr/bin/env bash
# Says which environments a change affects, as a JSON list: the one whose Pulumi.<env>.yaml differs, all when what every environment is made of differs,
# none when only documents, tests and tools do. Without arguments, or from a commit that is not here, it is every environment.
#
#   affected.sh [<base> [<head>]]
set -euo pipefail

base=${1:-} head=${2:-HEAD}
environments=()
while IFS= read -r -d '' file; do
    [[ $file = Pulumi.*.yaml ]] || continue
    name=${file#Pulumi.}
    name=${name%.yaml}
    # The name becomes that of a job, of a stack and of an environment at GitHub.
    [[ $name =~ ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$ ]] || { printf 'affected: %q names no environment; use small letters, digits and hyphens\n' "$file" >&2; exit 2; }
    environments+=("$name")
done < <(git ls-tree -z --name-only "$head")

list() {
    jq -cn '$ARGS.positional' --args "$@"
    exit
}

[ -n "$base" ] || list "${environments[@]}"
if ! git rev-parse -q --verify "$base^{commit}" > /dev/null; then
    echo "affected: $base is not here, so every environment counts" >&2
    list "${environments[@]}"
fi

affected=()
while IFS= read -r -d '' file; do
    case $file in
        # What an environment is not made of. All else is, also what nobody has thought of yet.
        docs/* | tests/* | bench/* | tools/* | checks/* | cli/* | lab/* | fleet/* | .github/* | .ci/*) ;;
        README.md | LICENSE | .gitignore | .gitattributes | .editorconfig | Slipway.slnx | slipway | OutOfBuild.targets) ;;
        Pulumi.*.yaml)
            for name in "${environments[@]}"; do
                [ "$file" != "Pulumi.$name.yaml" ] || affected+=("$name")
            done
            ;;
        *) list "${environments[@]}" ;;
    esac
done < <(git diff -z --name-only --no-renames "$base" "$head")
list ${affected[@]+"${affected[@]}"}
