using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Components.Fleet;

namespace Slipway.Components.Apps;

/// <summary>An app to add. An image alone becomes plain objects, a chart a release; with both, the chart's values name the image.</summary>
public sealed partial record AppRequest
{
    /// <summary>How long a name may be: Helm's limit for a release.</summary>
    private const int LongestName = 53;

    private static readonly ImmutableArray<string> Reserved = ["default", "flux-system"];

    /// <summary>Its name: that of its folder, its objects and its host.</summary>
    public required string Name { get; init; }

    /// <summary>Its namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>Its image; null where the chart says it.</summary>
    public ImageReference? Image { get; init; }

    /// <summary>Its chart; null where it is plain objects.</summary>
    public ChartReference? Chart { get; init; }

    /// <summary>The port: of the container or, with a chart, of the chart's Service.</summary>
    public required int Port { get; init; }

    /// <summary>Who approves changes of it, as CODEOWNERS says it; null where nobody beside those who approve all.</summary>
    public string? Owner { get; init; }

    /// <summary>Reads what a command line gives. All problems are told at once.</summary>
    /// <param name="name">The name.</param>
    /// <param name="image"><c>repository:tag</c>, or null.</param>
    /// <param name="chart"><c>oci://repository:version</c>, or null.</param>
    /// <param name="port">The port; null for 8080, or 80 with a chart.</param>
    /// <param name="namespace">The namespace; null for the name.</param>
    /// <param name="owner"><c>@organization/team</c>, <c>@user</c> or an address of mail, or null.</param>
    /// <exception cref="FormatException">Something is not in order.</exception>
    public static AppRequest Parse(string name, string? image, string? chart, int? port, string? @namespace, string? owner)
    {
        var problems = new List<string>();
        var request = new AppRequest
        {
            Name = name,
            Namespace = @namespace ?? name,
            Image = image is null ? null : Try(() => ImageReference.Parse(image)),
            Chart = chart is null ? null : Try(() => ChartReference.Parse(chart)),
            Port = port ?? (chart is null ? 8080 : 80),
            Owner = owner,
        };
        if (!IsName(name) || name == "kustomization")
            problems.Add($"'{name}' is no name of an app; that is at most {LongestName} lower-case letters, digits and dashes, with a letter first and no word that YAML reads as something else");
        if (@namespace is not null && !IsName(@namespace))
            problems.Add($"'{@namespace}' is no namespace; it is made like the name of an app");
        else if (Reserved.Contains(request.Namespace) || request.Namespace.StartsWith("kube-", StringComparison.Ordinal))
            problems.Add($"the namespace '{request.Namespace}' belongs to the cluster; give the app one of its own with --namespace");
        if (image is null && chart is null)
            problems.Add("an app needs an image or a chart; give --image repository:tag or --chart oci://repository:version");
        if (request.Port is < 1 or > 65535)
            problems.Add($"{request.Port} is no port; that is 1 to 65535");
        else if (chart is null && request.Port < 1024)
            problems.Add($"port {request.Port} is for root, and pods of the fleet do not run as root; have the image listen at 1024 or above, and give --port");
        if (owner is not null && !OwnerForm().IsMatch(owner))
            problems.Add($"'{owner}' is no owner; give @organization/team, @user or an address of mail");
        return problems.Count == 0 ? request : throw new FormatException(string.Join("\n", problems));

        T? Try<T>(Func<T> parse)
            where T : class
        {
            try
            {
                return parse();
            }
            catch (FormatException problem)
            {
                problems.Add(problem.Message);
                return null;
            }
        }
    }

    /// <summary>True for what names an app and a namespace.</summary>
    internal static bool IsName(string name) => name.Length <= LongestName && NameForm().IsMatch(name) && !YamlText.IsAmbiguous(name);

    [GeneratedRegex(@"\A[a-z](?:[a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A(?:@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)?|[^\s@#]+@[^\s@#]+\.[^\s@#]+)\z")]
    private static partial Regex OwnerForm();
}
