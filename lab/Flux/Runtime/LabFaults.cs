using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>Objects that somebody made unhealthy, for tests and demonstrations. They stand in the cluster, beside what Git has.</summary>
public static class LabFaults
{
    private const string ApiVersion = "lab.slipway/v1";
    private const string Kind = "Fault";

    /// <summary>Makes an object unhealthy: a fetch, a release or the health of an object fails from the next time that Flux looks at it.</summary>
    /// <param name="session">The cluster.</param>
    /// <param name="about">The object; it need not exist yet.</param>
    /// <param name="message">What is said to be wrong.</param>
    public static void Set(ClusterSession session, ObjectReference about, string message) => session.ReplaceAs("slipway", PropertyMap.Of(
        ("apiVersion", ApiVersion), ("kind", Kind), ("metadata", PropertyMap.Of(("name", NameOf(about)))), ("spec", PropertyMap.Of(("message", message)))));

    /// <summary>Makes it well again; false when nothing was wrong with it.</summary>
    public static bool Clear(ClusterSession session, ObjectReference about) => session.Delete(new ObjectReference(ApiVersion, Kind, "", NameOf(about)));

    internal static string? Find(ClusterSession session, ObjectReference about) =>
        session.Find(new ObjectReference(ApiVersion, Kind, "", NameOf(about)))?.Map("spec").Text("message");

    private static string NameOf(ObjectReference about) => string.Join('.', ((string[])[about.Kind.ToLowerInvariant(), about.Namespace, about.Name]).Where(p => p.Length > 0));
}
