namespace Slipway.Tools.ImportSchema;

/// <summary>Which properties are secret and which replace their resource, by resource token and property path.</summary>
public sealed class PropertyFacts
{
    private readonly HashSet<(string Token, string Path)> _replaces = [];
    private readonly HashSet<(string Token, string Path)> _secretInputs = [];
    private readonly HashSet<(string Token, string Path)> _secretOutputs = [];
    private readonly HashSet<(string Token, string Path)> _omitted = [];

    /// <summary>Reads replaces.txt and secrets.txt in a folder, and what the selection adds.</summary>
    public static PropertyFacts Read(string folder, Selection selection) =>
        Parse(File.ReadLines(Path.Combine(folder, "replaces.txt")), File.ReadLines(Path.Combine(folder, "secrets.txt")), selection);

    /// <summary>Parses the lines of both files.</summary>
    public static PropertyFacts Parse(IEnumerable<string> replaces, IEnumerable<string> secrets, Selection selection)
    {
        var facts = new PropertyFacts();
        foreach (var words in Words(replaces.Concat(selection.Replaces)))
            facts._replaces.Add((words[0], words[1]));
        foreach (var words in Words(selection.Omit))
            facts._omitted.Add((words[0], words[1]));
        foreach (var words in Words(secrets.Concat(selection.Secrets)))
        {
            if (words[2].Contains("in", StringComparison.Ordinal))
                facts._secretInputs.Add((words[0], words[1]));
            if (words[2].Contains("out", StringComparison.Ordinal))
                facts._secretOutputs.Add((words[0], words[1]));
        }
        return facts;
    }

    /// <summary>True when a change of this input replaces the resource.</summary>
    public bool Replaces(string token, string path) => _replaces.Contains((token, path));

    /// <summary>True when this input is secret.</summary>
    public bool SecretInput(string token, string path) => _secretInputs.Contains((token, path));

    /// <summary>True when this output is secret.</summary>
    public bool SecretOutput(string token, string path) => _secretOutputs.Contains((token, path));

    /// <summary>True when the selection leaves this property out.</summary>
    public bool Omitted(string token, string path) => _omitted.Contains((token, path));

    private static IEnumerable<string[]> Words(IEnumerable<string> lines) =>
        lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
