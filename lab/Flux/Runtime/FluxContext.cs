using System.Collections.Immutable;
using Slipway.Checks.Flux;
using Slipway.Lab.Clouds.Aws;
using Slipway.Lab.Clouds.GitHub;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Registry;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>What the controllers of one cluster share during a run.</summary>
/// <param name="session">The cluster.</param>
/// <param name="clock">Its time.</param>
/// <param name="github">Where sources come from.</param>
/// <param name="aws">Who decrypts.</param>
/// <param name="registry">Where images come from.</param>
internal sealed class FluxContext(ClusterSession session, VirtualClock clock, GitHubCloud github, AwsCloud aws, ImageRegistry registry)
{
    /// <summary>The namespace of the controllers.</summary>
    public const string FluxNamespace = "flux-system";

    /// <summary>The reason of waiting for others, which is no error.</summary>
    public const string DependencyNotReady = "DependencyNotReady";

    /// <summary>The cluster.</summary>
    public ClusterSession Session { get; } = session;

    /// <summary>Its time.</summary>
    public VirtualClock Clock { get; } = clock;

    /// <summary>The Git repositories.</summary>
    public GitStore Git { get; } = new(github);

    /// <summary>AWS.</summary>
    public AwsCloud Aws { get; } = aws;

    /// <summary>The image registries.</summary>
    public ImageRegistry Registry { get; } = registry;

    /// <summary>The events.</summary>
    public EventLog Events { get; } = new(session, clock);

    /// <summary>Groups of kinds that the lab knows nothing of, and takes on trust.</summary>
    public SortedSet<string> UnknownGroups { get; } = new(StringComparer.Ordinal);

    /// <summary>What was applied as a service account, whose rights the lab does not look at.</summary>
    public SortedSet<string> Impersonations { get; } = new(StringComparer.Ordinal);

    /// <summary>An object, or null.</summary>
    public ClusterObject? Find(string apiVersion, string kind, string space, string name) =>
        Session.Find(new ObjectReference(apiVersion, kind, space, name)) is { } manifest ? new ClusterObject(manifest) : null;

    /// <summary>The source that a reference (<c>kind</c>, <c>name</c>, <c>namespace</c>) of an object leads to, or null.</summary>
    public ClusterObject? Source(PropertyMap reference, string ownNamespace) =>
        Find($"{FluxKinds.Source}/v1", reference.Text("kind") ?? "", reference.Text("namespace") ?? ownNamespace, reference.Text("name") ?? "");

    /// <summary>The data of a Secret or ConfigMap in plain text, or null when there is none.</summary>
    public ImmutableSortedDictionary<string, string>? Data(string kind, string space, string name) => Find("v1", kind, space, name) is { } found
        ? (found.Manifest.Find("data")?.AsMap ?? PropertyMap.Empty)
            .ToImmutableSortedDictionary(d => d.Key, d => kind == "Secret" ? Decode(d.Value.AsString ?? "") : d.Value.AsString ?? "", StringComparer.Ordinal)
        : null;

    /// <summary>Writes the status of an object: conditions, and the generation that they are about.</summary>
    public void SetStatus(ClusterObject target, PropertyMap status) =>
        Session.SetStatus(target.Reference, status.With("observedGeneration", target.Generation));

    /// <summary>The status of an object that is Ready, or is not.</summary>
    public PropertyMap Ready(ClusterObject target, PropertyMap status, bool isReady, string reason, string message)
    {
        var conditions = Conditions.With(status, Conditions.Ready, isReady, reason, message, target.Generation, Clock.Now);
        return Conditions.Without(Conditions.Without(conditions, Conditions.Stalled), Conditions.Reconciling);
    }

    /// <summary>Says that an object is not Ready, and has the event when that is news.</summary>
    public Outcome Fail(ClusterObject target, PropertyMap status, string reason, string message, TimeSpan retry)
    {
        var before = target.Condition(Conditions.Ready);
        SetStatus(target, Ready(target, status, isReady: false, reason, message));
        if (before?.Text("message") != message || before.Text("reason") != reason)
            Events.Add(target, isError: reason != DependencyNotReady, reason, message);
        return Outcome.Retry(retry);
    }

    /// <summary>A duration of a spec, as <c>1h5m</c>.</summary>
    public static TimeSpan Duration(PropertyMap spec, string field, TimeSpan otherwise) =>
        spec.Text(field) is { } text ? GoDuration.Parse(text) : otherwise;

    /// <summary>The fault that somebody gave an object, or null.</summary>
    public string? FaultOf(ObjectReference reference) => LabFaults.Find(Session, reference);

    private static string Decode(string data)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
