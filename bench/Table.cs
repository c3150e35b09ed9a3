using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Slipway.Bench;

/// <summary>What was measured, as the console and <c>docs/performance.md</c> show it.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">A cell per heading.</param>
/// <param name="Notes">Sentences below the table: growth exponents, what was compared and how.</param>
internal sealed record Table(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<string> Notes)
{
    /// <summary>Markdown that also reads well in a terminal.</summary>
    public override string ToString()
    {
        var widths = Columns.Select((heading, at) => Rows.Select(row => row[at].Length).Append(heading.Length).Max()).ToArray();
        var text = new StringBuilder();
        Line(Columns);
        text.Append('|').AppendJoin('|', widths.Select((width, at) => at == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")).Append("|\n");
        foreach (var row in Rows)
            Line(row);
        foreach (var note in Notes)
            text.Append('\n').Append(note).Append('\n');
        return text.ToString();

        void Line(ImmutableArray<string> cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select((cell, at) => at == 0 ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]))).Append(" |\n");
    }

    /// <summary>A time with the unit that suits it.</summary>
    public static string Cell(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0.#} µs"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
    };

    /// <summary>A count.</summary>
    public static string Cell(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What was allocated.</summary>
    public static string Kilobytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:N1} kB");

    /// <summary>A size in memory.</summary>
    public static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
