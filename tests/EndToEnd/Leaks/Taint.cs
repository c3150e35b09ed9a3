using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Leaks;

/// <summary>Secrets in every form in which they could leak, and how they are looked for.</summary>
internal sealed partial class Taint
{
    /// <summary>What is shorter is found by chance.</summary>
    private const int Shortest = 12;

    private readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);
    private SearchValues<string>? _search;

    /// <summary>How many secrets are looked for.</summary>
    public int Secrets { get; private set; }

    /// <summary>Looks for a secret text: as a whole, line by line, and for the bytes that it encodes where it is Base64.</summary>
    /// <param name="name">What a failure calls it: the secret itself is never shown.</param>
    /// <param name="text">The secret.</param>
    public void Add(string name, string text)
    {
        Secrets++;
        AddBytes(name, Encoding.UTF8.GetBytes(text));
        // Of a key, each line by itself: files wrap and escape line ends in their own ways.
        foreach (var line in text.Split('\n').Where(l => l.Length != text.Length))
            AddBytes(name, Encoding.UTF8.GetBytes(line));
        var bytes = new byte[text.Length];
        if (Base64().IsMatch(text) && Convert.TryFromBase64String(text, bytes, out var length))
            AddBytes($"{name}, decoded", bytes.AsSpan(0, length));
    }

    /// <summary>Looks for secret bytes.</summary>
    public void Add(string name, ReadOnlySpan<byte> bytes)
    {
        Secrets++;
        AddBytes(name, bytes);
    }

    /// <summary>The secrets that stand in a content, as <c>name (form)</c>; of many hits the first of each form.</summary>
    public IEnumerable<string> In(ReadOnlySpan<byte> content)
    {
        var text = Encoding.Latin1.GetString(content);
        _search ??= SearchValues.Create([.. _forms.Keys], StringComparison.Ordinal);
        // One pass tells whether there is anything at all; which ones, only a failure has to know.
        return text.AsSpan().IndexOfAny(_search) < 0 ? [] : _forms.Where(f => text.Contains(f.Key, StringComparison.Ordinal)).Select(f => f.Value);
    }

    private void AddBytes(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Shortest)
            return;
        _search = null;
        var text = Encoding.UTF8.GetString(bytes);
        Form("plain", Encoding.Latin1.GetString(bytes));
        Form("hex", Convert.ToHexStringLower(bytes));
        Form("hex in capitals", Convert.ToHexString(bytes));
        Form("URL-encoded", Uri.EscapeDataString(text));
        Form("URL-encoded as a form", WebUtility.UrlEncode(text));
        Form("in JSON", JavaScriptEncoder.Default.Encode(text));
        Form("in relaxed JSON", JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
        Form("in HTML", WebUtility.HtmlEncode(text));
        Form("UTF-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(text)));
        // Base64 groups three bytes, so it reads in three ways, by what stands before; the ends depend on the neighbours.
        for (var before = 0; before < 3; before++)
        {
            var shifted = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var whole = shifted[(before == 0 ? 0 : before + 1)..((before + bytes.Length) / 3 * 4)];
            Form($"Base64 at {before}", whole);
            Form($"Base64url at {before}", whole.Replace('+', '-').Replace('/', '_'));
        }

        void Form(string form, string found) => _forms.TryAdd(found, $"{name} ({form})");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9+/]{20,}={0,2}\z")]
    private static partial Regex Base64();
}
