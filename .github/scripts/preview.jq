# A preview as Markdown: what happens in one line, what is replaced or deleted in sight, the rest folded away.
# Reads what `pulumi preview --json` and `slipway preview --json` write. $environment; $limit: how many bytes it may have.

# Only a short, plain value is shown. A secret is an object in the state, or "[secret]".
def value: if type == "object" or type == "array" or . == null then null else tostring | if length > 100 then .[:100] + "…" else . end end;
def path_keys: [scan("\\[\"[^\"]*\"\\]|\\[[0-9]+\\]|[^.\\[\\]]+")
    | if startswith("[\"") then .[2:-2] elif startswith("[") then .[1:-1] | tonumber else . end];
def at($path): try getpath($path | path_keys) catch null | value;

def steps:
    if has("steps") then .steps[] | . as $step | {op, urn, changes: [
        (.detailedDiff // (.diffReasons // [] | map({key: ., value: {}}) | from_entries)) | to_entries[] | .key as $path | {path: $path, kind: (.value.kind // "update"),
            old: ($step.oldState.inputs | at($path)), new: ($step.newState.inputs | at($path))}]}
    else .resources[]? | {op, urn, changes: [.changes[]? | {path, kind, old: (.old | value), new: (.new | value)}]} end;

# A replacement has steps of its own for the old and the new resource, which are not told again.
def is_change: IN("create", "update", "replace", "delete", "import");
def sign: {create: "+", update: "~", replace: "±", delete: "-", import: "="}[.];
def line: "\(.op | sign) \(.op)  \(.urn | split("::") | "\(.[2] // "" | split("$") | last)  \(.[3:] | join("::"))")";
def change: "      \(.path): " + if .old == null and .new == null then .kind else "\(.old // "–") → \(.new // "–")" end;
def section: ([line] + [.changes[] | change] | join("\n")) + "\n" | @html;
def pre: "<pre>\n\(.)</pre>\n\n";

# What fits into $room, and how many did not.
def fitting($room): reduce .[] as $part ({text: "", left: 0};
    if (.text | utf8bytelength) + ($part | utf8bytelength) > $room or .left > 0 then .left += 1 else .text += $part end);
def folded($room): fitting($room) | .text + if .left > 0 then "… and \(.left) more, which do not fit here\n" else "" end | pre;

[steps | select(.op | is_change)] as $changes
| [$changes[] | select(.op | IN("replace", "delete"))] as $lost
| [.diagnostics[]? | select(.severity | IN("error", "warning")) | "\(.severity): \(.message)\n" | @html] as $said
| ["create", "update", "replace", "delete", "import"] | map(. as $op | [$changes[] | select(.op == $op)] | length | select(. > 0) | "\(.) to \($op)") | join(", ") as $summary
| "### \($environment): \(if $summary == "" then "nothing changes" else $summary end)\n\n"
+ if $said == [] then "" else ($said | folded($limit / 4)) end
+ if $lost == [] then "" else "Replaced or deleted:\n\n" + ([$lost[] | line + "\n" | @html] | folded($limit / 4)) end
+ if $changes == [] then "" else "<details><summary>\($changes | length) resources</summary>\n\n" + ([$changes[] | section] | folded($limit * 2 / 5)) + "</details>\n\n" end
