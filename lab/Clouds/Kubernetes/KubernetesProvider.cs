using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>The <c>kubernetes</c> package, talking to one cluster; to none yet while the kubeconfig is unknown in a preview.</summary>
/// <param name="schema">The package.</param>
/// <param name="connection">The way to the cluster; null while it is unknown.</param>
/// <param name="config">The provider's configuration.</param>
internal sealed class KubernetesProvider(PackageSchema schema, ClusterConnection? connection, PropertyMap config) : SchemaProvider(schema)
{
    private const string ReleaseToken = "kubernetes:helm.sh/v3:Release";
    private const string AutoNamed = "pulumi.com/autonamed";
    private const int SuffixLength = 8;

    public override Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation)
    {
        var inputs = request.NewInputs.WithoutOutputs().WithoutNulls();
        var named = request.Type == ReleaseToken ? NameRelease(request, inputs) : NameObject(request, inputs);
        return base.CheckAsync(request with { NewInputs = named }, cancellation);
    }

    public override Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation)
    {
        var changes = PropertyDiff.Of(request.OldInputs, request.NewInputs, path => Replaces(request.Type, path));
        var (before, now) = (Place(request.Type, request.OldInputs), Place(request.Type, request.NewInputs));
        return Task.FromResult(new DiffResult(changes, DeleteBeforeReplace: before == now && !IsAutoNamed(request.NewInputs)));
    }

    public override async Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        if (!request.Preview)
            return await base.CreateAsync(request, cancellation);
        connection?.Reach();
        var preview = await base.CreateAsync(request, cancellation);
        // A dry run gives the object back: what is not in it now will not be in it then, except for its status.
        return request.Type == ReleaseToken ? preview : preview with { Outputs = request.Inputs.With("status", PropertyValue.Unknown) };
    }

    public override async Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation)
    {
        var read = await base.ReadAsync(request, cancellation);
        if (read is null || request.Type == ReleaseToken)
            return read;
        var inputs = request.Inputs.Count > 0 ? SecretData.Unfold(read.Outputs, request.Inputs) : Applicable(read.Outputs);
        return read with { Inputs = inputs };
    }

    protected override ResourceKind Kind(ResourceSchema resource)
    {
        var cluster = connection ?? new ClusterConnection(null!, null, "default", false);
        return resource.Token == ReleaseToken ? new ReleaseKind(cluster) : new ObjectKind(cluster);
    }

    // Kinds whose classes the program brings itself (ApiExtensions.CustomResource).
    protected override ResourceSchema? Find(string type) => base.Find(type) ?? AccessControl.Schema.Resources.GetValueOrDefault(type);

    private bool Replaces(string type, string path)
    {
        if (type == ReleaseToken)
            return path is "name" or "namespace";
        return path is "metadata.name" or "metadata.namespace" or "apiVersion" or "kind"
            || (type == AccessControl.Binding && path.StartsWith("roleRef", StringComparison.Ordinal))
            // Pods do not see new data in place: unless the provider is told otherwise it replaces these.
            || (type == "kubernetes:core/v1:Secret" && (path == "type" || (path is "data" or "stringData" && !config.Flag("enableSecretMutable"))))
            || (type == "kubernetes:core/v1:ConfigMap" && path is "data" or "binaryData" && !config.Flag("enableConfigMapMutable"));
    }

    private static PropertyMap NameObject(CheckRequest request, PropertyMap inputs)
    {
        var metadata = inputs.Find("metadata");
        if (metadata is UnknownValue || inputs.Map("metadata").Has("name"))
            return inputs;
        var old = request.OldInputs is { } before && IsAutoNamed(before) ? before.Map("metadata").Text("name") : null;
        var named = inputs.Map("metadata")
            .With("name", old ?? NewName(request.Name))
            .With("annotations", inputs.Map("metadata").Map("annotations").With(AutoNamed, "true"));
        return inputs.With("metadata", named);
    }

    private static PropertyMap NameRelease(CheckRequest request, PropertyMap inputs)
    {
        if (inputs.Has("name"))
            return inputs;
        var old = request.OldInputs is { } before && SchemaDefaults.IsDefault(before, "name") ? before.Text("name") : null;
        return inputs.With("name", old ?? NewName(request.Name)).With(SchemaDefaults.Key, PropertyValue.List("name"));
    }

    private static bool IsAutoNamed(PropertyMap inputs) =>
        inputs.Map("metadata").Map("annotations").Text(AutoNamed) == "true" || SchemaDefaults.IsDefault(inputs, "name");

    private static string NewName(string name) => $"{name}-{RandomNumberGenerator.GetHexString(SuffixLength, lowercase: true)}";

    private static (string?, string?) Place(string type, PropertyMap inputs)
    {
        var named = type == ReleaseToken ? inputs : inputs.Map("metadata");
        return (named.Text("name"), named.Text("namespace"));
    }

    // For an import: the object without what the API server writes.
    private static PropertyMap Applicable(PropertyMap live) => live.Without("status").With(
        "metadata", live.Map("metadata").Without("uid").Without("resourceVersion").Without("creationTimestamp"));
}
