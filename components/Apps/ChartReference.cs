using System.Text.RegularExpressions;

namespace Slipway.Components.Apps;

/// <summary>A Helm chart at a version, in a registry.</summary>
/// <param name="Url">Where it is, e.g. <c>oci://ghcr.io/stefanprodan/charts/podinfo</c>.</param>
/// <param name="Version">Its version, e.g. <c>6.14.1</c>.</param>
public sealed partial record ChartReference(string Url, string Version)
{
    private const string Scheme = "oci://";

    /// <summary>Reads <c>oci://repository:version</c>.</summary>
    /// <exception cref="FormatException">It is none, or is not pinned.</exception>
    public static ChartReference Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
            throw new FormatException($"'{text}' is no chart of a registry; give oci://repository:version, e.g. oci://ghcr.io/stefanprodan/charts/podinfo:6.14.1");
        var colon = text.LastIndexOf(':');
        if (colon < text.LastIndexOf('/'))
            throw new FormatException($"'{text}' has no version; every chart is pinned to one, e.g. {text}:1.2.3");
        var (url, version) = (text[..colon], text[(colon + 1)..]);
        if (!Place().IsMatch(url))
            throw new FormatException($"'{url}' is no place of a chart; that is oci://, a registry and a path in lower case");
        return Numbers().IsMatch(version)
            ? new ChartReference(url, version)
            : throw new FormatException($"'{version}' is no version of a chart; give three numbers, e.g. 1.2.3");
    }

    /// <summary>The chart's name, the last part of its place.</summary>
    public string Name => Url[(Url.LastIndexOf('/') + 1)..];

    /// <summary>What image automation scans: charts have tags as images do.</summary>
    internal ImageReference Image => new(Url[Scheme.Length..], Version);

    [GeneratedRegex(@"\Aoci://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)+\z")]
    private static partial Regex Place();

    [GeneratedRegex(@"\Av?(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}\z")]
    private static partial Regex Numbers();
}
