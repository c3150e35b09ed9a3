using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Infra;

namespace Slipway.Stacks.Settings;

/// <summary>
/// Reads one object of the configuration, strictly: a missing or null value, a wrong kind, a value that cannot be read and a key
/// that nobody asked for are problems. Reading goes on after a problem, so that all are found at once.
/// </summary>
internal sealed class SettingsReader
{
    private readonly string _path;
    private readonly JsonElement _object;
    private readonly SettingsProblems _problems;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private SettingsReader(string path, JsonElement @object, SettingsProblems problems)
    {
        _path = path;
        _object = @object;
        _problems = problems;
    }

    /// <summary>Reads a section with the given function, then refuses the keys that it did not ask for.</summary>
    /// <returns>What was read, or null when the section is missing or is no object.</returns>
    public static T? Section<T>(string path, string? json, SettingsProblems problems, Func<SettingsReader, T> read)
        where T : class
    {
        if (json is null)
        {
            problems.Add(path, "is missing; see the configuration reference in docs/configuration.md");
            return null;
        }
        using var document = Parse(json);
        return Object(path, document.RootElement, problems, read);
    }

    /// <summary>Reads a section of texts by names of the writer's choice; it may be left out.</summary>
    public static ImmutableDictionary<string, string> Map(
        string path, string? json, SettingsProblems problems, Func<string, string> parseName, Func<string, string> parse)
    {
        if (json is null)
            return ImmutableDictionary<string, string>.Empty;
        using var document = Parse(json);
        var reader = new SettingsReader(path, document.RootElement, problems);
        return reader.Members(path, document.RootElement, parseName).ToImmutableDictionary(m => m.Name, m => reader.Text(m.Path, m.Element, parse, ""));
    }

    /// <summary>A nested object.</summary>
    /// <returns>What was read, or null when it is missing or is no object.</returns>
    public T? Section<T>(string name, Func<SettingsReader, T> read)
        where T : class =>
        Required(name) is { } element ? Object(Path(name), element, _problems, read) : null;

    /// <summary>A nested object that may be left out.</summary>
    public T OptionalSection<T>(string name, T absent, Func<SettingsReader, T> read)
        where T : class =>
        Optional(name) is { } element ? Object(Path(name), element, _problems, read) ?? absent : absent;

    /// <summary>A list of objects that may be left out.</summary>
    public ImmutableArray<T> OptionalSections<T>(string name, ImmutableArray<T> absent, Func<SettingsReader, T> read)
        where T : class =>
        Optional(name) is { } element ? [.. Items(name, element).Select(i => Object(i.Path, i.Element, _problems, read)).OfType<T>()] : absent;

    /// <summary>A text, read by a function that throws <see cref="FormatException"/> on what it does not accept.</summary>
    /// <param name="name">The key.</param>
    /// <param name="parse">Reads the text.</param>
    /// <param name="broken">What stands for the value when it is missing or wrong; it never reaches anyone, as the problem is reported.</param>
    public T Text<T>(string name, Func<string, T> parse, T broken) => Required(name) is { } element ? Text(Path(name), element, parse, broken) : broken;

    /// <summary>A text that may be left out.</summary>
    public T OptionalText<T>(string name, Func<string, T> parse, T absent) => Optional(name) is { } element ? Text(Path(name), element, parse, absent) : absent;

    /// <summary>A list of texts.</summary>
    public ImmutableArray<T> Texts<T>(string name, Func<string, T> parse, T broken) => Required(name) is { } element ? Texts(name, element, parse, broken) : [];

    /// <summary>A list of texts that may be left out, and is empty then.</summary>
    public ImmutableArray<T> OptionalTexts<T>(string name, Func<string, T> parse, T broken) => Optional(name) is { } element ? Texts(name, element, parse, broken) : [];

    /// <summary>A list of texts that may be left out, and is another then.</summary>
    public ImmutableArray<T> OptionalTexts<T>(string name, Func<string, T> parse, T broken, ImmutableArray<T> absent) =>
        Optional(name) is { } element ? Texts(name, element, parse, broken) : absent;

    /// <summary>A whole number in a range.</summary>
    public int Number(string name, int least, int most) => Required(name) is { } element ? Number(Path(name), element, least, most) : least;

    /// <summary>A whole number in a range that may be left out.</summary>
    public int OptionalNumber(string name, int least, int most, int absent) => Optional(name) is { } element ? Number(Path(name), element, least, most) : absent;

    /// <summary>A number that GitHub gave something, which may be left out.</summary>
    public long? OptionalId(string name)
    {
        if (Optional(name) is not { } element)
            return null;
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var id) && id > 0)
            return id;
        Problem(name, $"is {Kind(element)}; it is a whole number above 0");
        return null;
    }

    /// <summary>Days for which CloudWatch keeps logs; they may be left out.</summary>
    public int OptionalRetention(string name, int absent)
    {
        var days = OptionalNumber(name, LogRetention.Days[0], LogRetention.Days[^1], absent);
        if (!LogRetention.Days.Contains(days))
            Problem(name, $"is {days}, which CloudWatch does not offer; the nearest are {Nearest(days)} of {string.Join(", ", LogRetention.Days)}");
        return days;

        static string Nearest(int days) => $"{LogRetention.Days.Last(d => d < days)} and {LogRetention.Days.First(d => d > days)}";
    }

    /// <summary>Texts by names of the reader's own; they may be left out.</summary>
    /// <param name="name">The key.</param>
    /// <param name="parseName">Reads a name.</param>
    /// <param name="parse">Reads a text.</param>
    /// <param name="broken">What stands for a text that is wrong.</param>
    public ImmutableDictionary<string, T> OptionalMap<T>(string name, Func<string, string> parseName, Func<string, T> parse, T broken) =>
        Optional(name) is { } element
            ? Members(Path(name), element, parseName).ToImmutableDictionary(m => m.Name, m => Text(m.Path, m.Element, parse, broken))
            : ImmutableDictionary<string, T>.Empty;

    /// <summary>Secret texts by names of the writer's choice; they may be left out. No message shows one.</summary>
    /// <param name="name">The key.</param>
    /// <param name="parseName">Reads a name.</param>
    public ImmutableDictionary<string, SecretText> OptionalSecrets(string name, Func<string, string> parseName)
    {
        if (Optional(name) is not { } element)
            return ImmutableDictionary<string, SecretText>.Empty;
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem(name, "is no object; it has a key for each secret");
            return ImmutableDictionary<string, SecretText>.Empty;
        }
        return Members(Path(name), element, parseName).ToImmutableDictionary(m => m.Name, m =>
        {
            if (m.Element.ValueKind != JsonValueKind.String)
                _problems.Add(m.Path, "is no text; write it in quotes");
            else if (string.IsNullOrWhiteSpace(m.Element.GetString()))
                _problems.Add(m.Path, "is empty; give it a value or remove it");
            return new SecretText(m.Element.ValueKind == JsonValueKind.String ? m.Element.GetString() ?? "" : "");
        });
    }

    /// <summary>Whole numbers in a range, by names of the writer's choice; they may be left out.</summary>
    /// <param name="name">The key.</param>
    /// <param name="parseName">Reads a name.</param>
    /// <param name="least">The smallest.</param>
    /// <param name="most">The largest.</param>
    public ImmutableDictionary<string, int> OptionalNumbers(string name, Func<string, string> parseName, int least, int most) =>
        Optional(name) is { } element
            ? Members(Path(name), element, parseName).ToImmutableDictionary(m => m.Name, m => Number(m.Path, m.Element, least, most))
            : ImmutableDictionary<string, int>.Empty;

    /// <summary>Objects by names of the writer's choice, in the order of the file; they may be left out.</summary>
    /// <param name="name">The key.</param>
    /// <param name="parseName">Reads a name.</param>
    /// <param name="read">Reads an object of the given name.</param>
    public ImmutableArray<T> OptionalObjects<T>(string name, Func<string, string> parseName, Func<string, SettingsReader, T> read)
        where T : class =>
        Optional(name) is { } element
            ? [.. Members(Path(name), element, parseName).Select(m => Object(m.Path, m.Element, _problems, r => read(m.Name, r))).OfType<T>()]
            : [];

    /// <summary>The objects that this one consists of, by names of the writer's choice, in the order of the file.</summary>
    /// <param name="read">Reads an object of the given name.</param>
    public ImmutableArray<T> Objects<T>(Func<string, SettingsReader, T> read)
        where T : class
    {
        var members = Members(_path, _object, name => name);
        _asked.UnionWith(members.Select(m => m.Name));
        return [.. members.Select(m => Object(m.Path, m.Element, _problems, r => read(m.Name, r))).OfType<T>()];
    }

    /// <summary>A truth value.</summary>
    public bool Flag(string name) => Required(name) is { } element && Flag(Path(name), element);

    /// <summary>A truth value that may be left out.</summary>
    public bool OptionalFlag(string name, bool absent) => Optional(name) is { } element ? Flag(Path(name), element) : absent;

    /// <summary>Whether a key is given; asking makes it one of this object's.</summary>
    public bool Takes(string name)
    {
        _asked.Add(name);
        return _object.TryGetProperty(name, out _);
    }

    /// <summary>True when nothing was wrong so far with a key or below it.</summary>
    public bool IsSound(string name) => _problems.NoneIn(Path(name));

    /// <summary>Notes a problem with a key of this object, or with the object itself where no key is named.</summary>
    public void Problem(string name, string message) => _problems.Add(name.Length == 0 ? _path : Path(name), message);

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            // A plain text where an object is wanted: Pulumi hands over texts as they are.
            return JsonSerializer.SerializeToDocument(json);
        }
    }

    private static T? Object<T>(string path, JsonElement element, SettingsProblems problems, Func<SettingsReader, T> read)
        where T : class
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(path, $"is {Kind(element)}; it is an object with keys");
            return null;
        }
        var reader = new SettingsReader(path, element, problems);
        var result = read(reader);
        foreach (var property in element.EnumerateObject().Where(p => !reader._asked.Contains(p.Name)))
            problems.Add(reader.Path(property.Name), $"is no key here; the keys are {string.Join(", ", reader._asked)}");
        return result;
    }

    private JsonElement? Required(string name)
    {
        var element = Optional(name);
        if (element is null)
            _problems.Add(Path(name), "is missing");
        return element;
    }

    private JsonElement? Optional(string name)
    {
        _asked.Add(name);
        if (!_object.TryGetProperty(name, out var element))
            return null;
        if (element.ValueKind != JsonValueKind.Null)
            return element;
        _problems.Add(Path(name), "has no value; give it one or remove the key");
        return null;
    }

    private IEnumerable<(string Path, JsonElement Element)> Items(string name, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().Select((item, i) => ($"{Path(name)}[{i}]", item));
        _problems.Add(Path(name), $"is {Kind(element)}; it is a list");
        return [];
    }

    private List<(string Name, string Path, JsonElement Element)> Members(string path, JsonElement element, Func<string, string> parseName)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            _problems.Add(path, $"is {Kind(element)}; it is an object with keys");
            return [];
        }
        var members = new List<(string, string, JsonElement)>();
        foreach (var member in element.EnumerateObject())
        {
            try
            {
                members.Add((parseName(member.Name), $"{path}.{member.Name}", member.Value));
            }
            catch (FormatException problem)
            {
                _problems.Add($"{path}.{member.Name}", problem.Message);
            }
        }
        return members;
    }

    private ImmutableArray<T> Texts<T>(string name, JsonElement element, Func<string, T> parse, T broken) =>
        [.. Items(name, element).Select(i => Text(i.Path, i.Element, parse, broken))];

    private T Text<T>(string path, JsonElement element, Func<string, T> parse, T broken)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            _problems.Add(path, $"is {Kind(element)}; it is a text{(element.ValueKind == JsonValueKind.Number ? ", so write it in quotes" : "")}");
            return broken;
        }
        try
        {
            return parse(element.GetString() ?? "");
        }
        catch (FormatException problem)
        {
            _problems.Add(path, problem.Message);
            return broken;
        }
    }

    private int Number(string path, JsonElement element, int least, int most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number))
        {
            if (number >= least && number <= most)
                return number;
            _problems.Add(path, $"is {number}; it is between {least} and {most}");
        }
        else
        {
            _problems.Add(path, $"is {Kind(element)}; it is a whole number");
        }
        return least;
    }

    private bool Flag(string path, JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return element.GetBoolean();
        _problems.Add(path, $"is {Kind(element)}; it is true or false");
        return false;
    }

    private string Path(string name) => $"{_path}.{name}";

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text '{element.GetString()}'",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "nothing",
    };
}
