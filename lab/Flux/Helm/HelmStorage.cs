using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>Helm's own record of a release: a Secret per revision, in the namespace of the release. What is in it is the lab's, as no chart is rendered.</summary>
internal sealed class HelmStorage(FluxContext context, string space, string name)
{
    /// <summary>The highest revision that is recorded, or 0.</summary>
    public int Latest => context.Session.List("v1", "Secret").Where(IsOurs).Select(s => s.Map("metadata").Map("labels").Text("version")).Select(v => int.TryParse(v, out var n) ? n : 0).DefaultIfEmpty().Max();

    /// <summary>Whether a revision is recorded.</summary>
    public bool Has(int revision) => context.Session.Find(Reference(revision)) is not null;

    /// <summary>Records a revision; the one before is superseded.</summary>
    public void Write(int revision, string status) => context.Session.ReplaceAs("helm-controller", PropertyMap.Of(
        ("apiVersion", "v1"), ("kind", "Secret"), ("type", "helm.sh/release.v1"),
        ("metadata", PropertyMap.Of(
            ("name", Reference(revision).Name), ("namespace", space),
            ("labels", PropertyMap.Of(("name", name), ("owner", "helm"), ("status", status), ("version", $"{revision}")))))));

    /// <summary>Removes every record.</summary>
    public void Clear()
    {
        foreach (var secret in context.Session.List("v1", "Secret").Where(IsOurs))
            context.Session.Delete(ObjectReference.Of(secret, ""));
    }

    private bool IsOurs(PropertyMap secret) => secret.Text("type") == "helm.sh/release.v1" && secret.Map("metadata").Text("namespace") == space
        && secret.Map("metadata").Map("labels").Text("name") == name;

    private ObjectReference Reference(int revision) => new("v1", "Secret", space, $"sh.helm.release.v1.{name}.v{revision}");
}
