using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab.View;

/// <summary>A property that changes, as people read it: a text of several lines line by line, anything else on one.</summary>
internal static class ChangeText
{
    private const int Context = 2;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(PropertyChange change)
    {
        var replaces = change.Kind is DiffKind.AddReplace or DiffKind.DeleteReplace or DiffKind.UpdateReplace ? "  (replaces)" : "";
        var path = Terminal.Harmless(change.Path);
        return change switch
        {
            { Kind: DiffKind.Add or DiffKind.AddReplace } => [$"+ {path}: {Value(change.New)}{replaces}"],
            { Kind: DiffKind.Delete or DiffKind.DeleteReplace } => [$"- {path}: {Value(change.Old)}{replaces}"],
            { Old: StringValue old, New: StringValue wanted } when old.Value.Contains('\n') && wanted.Value.Contains('\n') =>
                [$"~ {path}:{replaces}", .. Lines(old.Value.Split('\n'), wanted.Value.Split('\n')).Select(l => $"    {Terminal.Harmless(l)}")],
            _ => [$"~ {path}: {Value(change.Old)} => {Value(change.New)}{replaces}"],
        };
    }

    private static string Value(PropertyValue? value) => Terminal.Harmless(value?.ToString() ?? "null");

    /// <summary>What differs, with a few lines around it, by the longest common subsequence.</summary>
    private static IEnumerable<string> Lines(string[] old, string[] wanted)
    {
        var common = new int[old.Length + 1, wanted.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = wanted.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == wanted[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        var lines = new List<string>();
        for (int i = 0, j = 0; i < old.Length || j < wanted.Length;)
        {
            if (i < old.Length && j < wanted.Length && old[i] == wanted[j])
                (i, j) = Keep(lines, wanted[j], i, j);
            else if (j >= wanted.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
                lines.Add("- " + old[i++]);
            else
                lines.Add("+ " + wanted[j++]);
        }
        return lines.Where((_, at) => Enumerable.Range(at - Context, (2 * Context) + 1).Any(n => n >= 0 && n < lines.Count && lines[n][0] != ' '));
    }

    private static (int, int) Keep(List<string> lines, string line, int i, int j)
    {
        lines.Add("  " + line);
        return (i + 1, j + 1);
    }
}
