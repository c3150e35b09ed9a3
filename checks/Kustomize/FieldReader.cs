using System.Collections.Immutable;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Reads the fields of a map in a kustomization, each once, and reports what has the wrong form and what nobody asked for.</summary>
internal sealed class FieldReader(YamlMap map, string name, ImmutableArray<SourceProblem>.Builder problems)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlPlace Place => map.Place;

    public YamlScalar? Scalar(string field) => Get(field) switch
    {
        null => null,
        YamlScalar { Kind: YamlKind.String } scalar => scalar,
        var other => Wrong<YamlScalar>(other, field, "text", "quote it if it looks like a number or a date"),
    };

    public string Text(string field) => Scalar(field)?.Text ?? "";

    public bool Flag(string field) => Get(field) switch
    {
        null => false,
        YamlScalar { Kind: YamlKind.Boolean } scalar => scalar.JsonText == "true",
        var other => Wrong<object>(other, field, "true or false", "write true or false") is not null,
    };

    public YamlScalar? Whole(string field) => Get(field) switch
    {
        null => null,
        YamlScalar { JsonKind: YamlKind.Integer } scalar => scalar,
        var other => Wrong<YamlScalar>(other, field, "a whole number", "write a number without quotes"),
    };

    public ImmutableArray<YamlScalar> Texts(string field)
    {
        var items = List(field);
        foreach (var item in items.Where(i => i is not YamlScalar { Kind: YamlKind.String }))
            Wrong<object>(item, field, "a list of texts", "quote it if it looks like a number, a date or yes");
        return [.. items.OfType<YamlScalar>().Where(i => i.Kind == YamlKind.String)];
    }

    /// <summary>A map of texts, in the order in which kustomize applies it.</summary>
    public ImmutableArray<YamlEntry> Pairs(string field)
    {
        if (Map(field) is not { } pairs)
            return [];
        foreach (var pair in pairs.Entries.Where(p => Read(p.Value) is not YamlScalar { Kind: YamlKind.String }))
            Wrong<object>(pair.Value, $"{field}.{pair.Name}", "text", "quote it if it looks like a number, a date or yes");
        return [.. pairs.Entries.Where(p => Read(p.Value) is YamlScalar { Kind: YamlKind.String }).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    public YamlMap? Map(string field) => Get(field) switch
    {
        null => null,
        YamlMap value => value,
        var other => Wrong<YamlMap>(other, field, "a map", "write fields below it"),
    };

    public FieldReader? Fields(string field) => Map(field) is { } value ? new FieldReader(value, $"{name}.{field}", problems) : null;

    public IEnumerable<FieldReader> Items(string field)
    {
        foreach (var item in List(field))
        {
            if (item is YamlMap value)
                yield return new FieldReader(value, $"{name}.{field}", problems);
            else
                Wrong<object>(item, field, "a list of maps", "write fields below the dash");
        }
    }

    public LinearRegex? Pattern(string field)
    {
        if (Scalar(field) is not { Text.Length: > 0 } scalar)
            return null;
        try
        {
            return Patterns.Of($"^(?:{scalar.Text.TrimStart('^').TrimEnd('$')})\\z");
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return Wrong<LinearRegex>(scalar, field, "a regular expression", "escape what is meant as a plain character");
        }
    }

    public LabelSelector? Selector(string field)
    {
        if (Scalar(field) is not { } scalar)
            return null;
        return LabelSelector.Parse(scalar.Text) ?? Wrong<LabelSelector>(scalar, field, "a selector such as 'app=web,tier in (a,b)'", "correct it");
    }

    /// <summary>Notes a field as known.</summary>
    /// <returns>The entry, where the field has a value.</returns>
    public YamlEntry? Known(string field)
    {
        _known.Add(field);
        return map.Entry(field) is { Value: not YamlScalar { Kind: YamlKind.Null } } entry ? entry with { Value = Read(entry.Value) } : null;
    }

    public void Report(SourceProblemKind kind, YamlPlace place, string message, string remedy) => problems.Add(new SourceProblem(kind, place, message, remedy));

    /// <summary>Reports the fields that nobody asked for.</summary>
    public void Close()
    {
        foreach (var entry in map.Entries.Where(e => !_known.Contains(e.Name)))
        {
            Report(SourceProblemKind.UnknownField, entry.Key.Place, $"{name} has a field '{entry.Name}' that this builder does not know{Nearest(entry.Name)}",
                "correct it; if a newer or an external kustomize knows it, use --builder kubectl or --builder kustomize");
        }
    }

    private YamlValue? Get(string field) => Known(field)?.Value;

    private ImmutableArray<YamlValue> List(string field) => Get(field) switch
    {
        null => [],
        YamlList list => [.. list.Items.Select(Read)],
        var other => Wrong<object>(other, field, "a list", "begin each item with a dash") is null ? [] : [],
    };

    // kustomize reads this file, unlike those of objects, as YAML 1.1.
    private static YamlValue Read(YamlValue value) => value is YamlScalar scalar ? scalar.AsYaml11() : value;

    private T? Wrong<T>(YamlValue value, string field, string wanted, string remedy) where T : class
    {
        var found = value switch
        {
            YamlScalar scalar => $"'{(scalar.Text.Length > 60 ? scalar.Text[..60] + "…" : scalar.Text)}'",
            YamlMap => "a map",
            _ => "a list",
        };
        Report(SourceProblemKind.InvalidField, value.Place, $"{name}.{field} is {found}; it must be {wanted}", remedy);
        return null;
    }

    private string Nearest(string field)
    {
        var best = _known.Select(k => (Name: k, Distance: Distance(k.ToUpperInvariant(), field.ToUpperInvariant()))).OrderBy(k => k.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, field.Length / 3) ? $" (did you mean '{best.Name}'?)" : "";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], left);
            }
        }
        return row[b.Length];
    }
}
