using System.Collections.Immutable;
using Slipway.Checks.Schemas;
using Slipway.Checks.Yaml;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>Applies what a Kustomization was built to, by server-side apply, and removes what it was built to before.</summary>
internal sealed class ApplySet(FluxContext context, ClusterObject layer)
{
    /// <summary>The name of kustomize-controller among the owners of fields.</summary>
    private const string Manager = "kustomize-controller";

    private const string Marks = "kustomize.toolkit.fluxcd.io";

    // What people change with kubectl goes, added fields included, unless an object is merged.
    private static readonly ImmutableArray<string> Overridden = ["kubectl", "before-first-apply"];

    private static readonly ObjectValidator Validator = new(SchemaCatalog.BuiltIn);

    private readonly KnownKinds _kinds = new(context);

    /// <summary>Whether something was done, as lines such as <c>ConfigMap/apps/settings configured</c>.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Applies objects: definitions and namespaces first, then, when nothing of them is refused, all others.</summary>
    /// <returns>What is in the cluster because of it.</returns>
    /// <exception cref="LayerException">The API server refuses an object.</exception>
    public ImmutableArray<ObjectReference> Apply(ImmutableArray<YamlMap> objects)
    {
        var wanted = objects.Select(o => (Built: o, Manifest: Labelled(ManifestValues.ToProperties(o)))).Select(o => (o.Built, o.Manifest, Reference: ObjectReference.Of(o.Manifest, "")))
            .OrderBy(o => ApplyOrder.Of(o.Reference)).ToList();
        foreach (var stage in wanted.GroupBy(o => ApplyOrder.IsDefinition(o.Reference)).OrderByDescending(s => s.Key))
        {
            foreach (var (built, manifest, reference) in stage)
                DryRun(built, manifest, reference, stage.Where(o => o.Reference is { Kind: "Namespace", ApiVersion: "v1" }).Select(o => o.Reference.Name));
            foreach (var (_, manifest, reference) in stage)
                Apply(manifest, reference);
        }
        return [.. wanted.Select(o => o.Reference)];
    }

    /// <summary>Removes objects that are this layer's, except those that say they stay.</summary>
    public void Prune(IEnumerable<ObjectReference> objects)
    {
        foreach (var reference in objects.OrderByDescending(ApplyOrder.Of))
        {
            if (context.Session.Find(reference) is not { } manifest)
                continue;
            var live = new ClusterObject(manifest);
            var isOurs = live.Mark($"{Marks}/name") == layer.Name && live.Mark($"{Marks}/namespace") == layer.Namespace;
            if (!isOurs || string.Equals(live.Mark($"{Marks}/prune"), "disabled", StringComparison.OrdinalIgnoreCase) || !context.Session.Delete(reference))
                continue;
            Changes.Add($"{live} deleted");
        }
    }

    private void DryRun(YamlMap built, PropertyMap manifest, ObjectReference reference, IEnumerable<string> spacesToCome)
    {
        var shown = $"{reference.Kind}/{reference.Id}";
        if (built["sops"] is not null)
            throw Refused($"{shown} is SOPS encrypted, configuring decryption is required for this secret to be reconciled");
        if (_kinds.Problem(reference) is { } unknown)
            throw Refused($"{shown} dry-run failed: {unknown}");
        if (SchemaCatalog.BuiltIn.Find(reference.ApiVersion, reference.Kind)?.IsNamespaced == true && reference.Namespace.Length == 0)
            throw Refused($"{shown} namespace not specified: the server could not find the requested resource");
        if (reference.Namespace.Length > 0 && context.Session.Find(new ObjectReference("v1", "Namespace", "", reference.Namespace)) is null && !spacesToCome.Contains(reference.Namespace))
            throw Refused($"{shown} dry-run failed: namespaces \"{reference.Namespace}\" not found");
        // What is there already was admitted as it is; what is secret is not held up to a message.
        if (context.Session.Find(reference) is { } live && ApplyMergeIsNoChange(live, manifest) || reference.Kind == "Secret")
            return;
        if (Validator.Validate(built) is [var problem, ..])
            throw Refused($"{shown} dry-run failed (Invalid): {reference.Kind}.{reference.ApiVersion} \"{reference.Name}\" is invalid: {problem.Path}: {problem.Message} ({problem.Place})");
    }

    private static bool ApplyMergeIsNoChange(PropertyMap live, PropertyMap manifest) => manifest.All(p => p.Value.AsMap is { } wanted
        ? live.Find(p.Key)?.AsMap is { } there && ApplyMergeIsNoChange(there, wanted)
        : Equals(live.Find(p.Key)?.Bare(), p.Value));

    private void Apply(PropertyMap manifest, ObjectReference reference)
    {
        var live = context.Session.Find(reference);
        var policy = new ClusterObject(manifest).Mark($"{Marks}/ssa");
        if (Is(policy, "Ignore") || Is(policy, "IfNotPresent") && live is not null)
            return;
        try
        {
            var applied = Is(policy, "Merge") ? context.Session.ApplyAs(Manager, manifest) : context.Session.ApplyAs(Manager, manifest, Overridden);
            if (applied.Change != ObjectChange.Unchanged)
                Changes.Add($"{reference.Kind}/{reference.Id} {(applied.Change == ObjectChange.Created ? "created" : "configured")}");
        }
        catch (ProviderException) when (live is not null && (layer.Spec.Flag("force") || Is(new ClusterObject(manifest).Mark($"{Marks}/force"), "Enabled")))
        {
            context.Session.Delete(reference);
            context.Session.ApplyAs(Manager, manifest);
            Changes.Add($"{reference.Kind}/{reference.Id} created");
        }
        catch (ProviderException refused)
        {
            throw Refused($"{reference.Kind}/{reference.Id} dry-run failed: {refused.Message}");
        }
    }

    private PropertyMap Labelled(PropertyMap manifest)
    {
        var metadata = manifest.Map("metadata");
        var labels = metadata.Map("labels").With($"{Marks}/name", layer.Name).With($"{Marks}/namespace", layer.Namespace);
        return manifest.With("metadata", metadata.With("labels", labels));
    }

    private static bool Is(string? value, string policy) => string.Equals(value, policy, StringComparison.OrdinalIgnoreCase);

    private static LayerException Refused(string message) => new("ReconciliationFailed", message);
}
