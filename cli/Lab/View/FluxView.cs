using System.Collections.Immutable;
using System.Globalization;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab.View;

/// <summary>Flux's objects as tables, in the columns that users of <c>flux get all</c> know.</summary>
internal static class FluxView
{
    private const string Hash = "@sha1:";
    private const string Digest = "@sha256:";
    private const int ShortHash = 8;

    /// <summary>What a reconciliation left, with what the lab took on trust.</summary>
    public static void Write(TextWriter output, FluxRun run)
    {
        Write(output, run.Status);
        if (!run.UnknownGroups.IsEmpty)
            output.WriteLine($"\nApplied on trust, as the lab does not know what brings these kinds: {string.Join(", ", run.UnknownGroups)}");
        if (!run.Impersonations.IsEmpty)
            output.WriteLine($"\nApplied with every right, as the lab does not evaluate RBAC: {string.Join(", ", run.Impersonations)}");
    }

    /// <summary>A table per kind.</summary>
    public static void Write(TextWriter output, FluxStatus status)
    {
        var isFirst = true;
        foreach (var kind in status.Objects.Where(o => o.Reason.Length > 0 || o.Suspended).GroupBy(o => o.Kind))
        {
            if (!isFirst)
                output.WriteLine();
            isFirst = false;
            Table(output, [["NAMESPACE", "NAME", "REVISION", "SUSPENDED", "READY", "MESSAGE"], .. kind.Select(Row)]);
        }
    }

    /// <summary>The layers alone.</summary>
    public static void WriteLayers(TextWriter output, FluxStatus status) =>
        Table(output, [["LAYER", "REVISION", "SUSPENDED", "READY", "MESSAGE"], .. status.Of("Kustomization").Select(o => Row(o)[1..])]);

    /// <summary>Events, the oldest first.</summary>
    public static void Write(TextWriter output, ImmutableArray<FluxEvent> events) => Table(output,
    [
        ["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE", "ALERTS"],
        .. events.Select(e => (string[])[
            e.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), e.IsError ? "Warning" : "Normal", e.Reason, e.Object,
            Line(e.Message), string.Join(", ", e.Alerts)]),
    ]);

    private static string[] Row(FluxObjectStatus o) =>
    [
        o.Namespace, $"{o.Kind.ToLowerInvariant()}/{o.Name}", Short(o.Revision), o.Suspended ? "True" : "False",
        o.Ready switch { true => "True", false => "False", null => "Unknown" }, Line(Short(o.Message)),
    ];

    private static void Table(TextWriter output, ImmutableArray<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(Terminal.Harmless(string.Join('\t', row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))).TrimEnd()));
    }

    // A message is one line of a table, whatever it holds.
    private static string Line(string text) => text.ReplaceLineEndings("; ");

    /// <summary>A text with its hashes as git and flux shorten them.</summary>
    public static string Short(string text)
    {
        foreach (var mark in (ReadOnlySpan<string>)[Hash, Digest])
        {
            for (var at = text.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(mark, at + 1, StringComparison.Ordinal))
            {
                var from = at + mark.Length;
                var end = from;
                while (end < text.Length && char.IsAsciiHexDigit(text[end]))
                    end++;
                text = text[..Math.Min(end, from + ShortHash)] + text[end..];
            }
        }
        return text;
    }
}
