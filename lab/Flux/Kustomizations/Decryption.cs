using Slipway.Checks.Flux;
using Slipway.Checks.Yaml;
using Slipway.Components.Sops;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;

namespace Slipway.Lab.Flux;

/// <summary>Opens sealed files with what the cluster has: age identities from Secrets, and KMS as far as the role of kustomize-controller's pods goes.</summary>
internal sealed class Decryption
{
    private const string Controller = "kustomize-controller";
    private const string IdentityEnding = ".agekey";

    private static readonly Dictionary<string, string> NoContext = [];

    private readonly FluxContext _context;
    private readonly FleetRepository _files;
    private readonly SopsKeys _keys;
    private readonly Dictionary<string, YamlFile> _opened = new(StringComparer.Ordinal);
    private string? _refusedByKms;

    /// <exception cref="LayerException">A Secret that is named has no identity, or is not there.</exception>
    public Decryption(FluxContext context, ClusterObject layer, FleetRepository files)
    {
        (_context, _files) = (context, files);
        _keys = new SopsKeys { Identities = [.. Identities(context, layer)], Kms = Decrypt };
    }

    /// <summary>The object in the clear.</summary>
    /// <exception cref="LayerException">It does not open.</exception>
    public YamlMap Open(YamlMap manifest)
    {
        var name = manifest.TextAt("metadata", "name");
        var sealedDocuments = _files.Tree.Yaml(manifest.Place.File).Documents;
        var index = sealedDocuments.Select((d, at) => (d.Place, at)).FirstOrDefault(d => d.Place == manifest.Place, (default, -1)).at;
        var documents = OpenFile(manifest.Place.File, name).Documents;
        if (index < 0 || index >= documents.Length || documents[index] is not YamlMap plain)
            throw new LayerException("BuildFailed", $"decryption failed for '{name}': {manifest.Place} is no document of its own");
        // What kustomize changed stays; what is sealed comes from the file, whose MAC is over all of it.
        return ((string[])["data", "stringData"]).Aggregate(manifest.Without("sops"), (map, field) => plain[field] is { } value ? map.With(field, value) : map);
    }

    private YamlFile OpenFile(string file, string? name)
    {
        if (_opened.TryGetValue(file, out var known))
            return known;
        _refusedByKms = null;
        try
        {
            return _opened[file] = YamlReader.Read(file, SopsFile.Open(System.Text.Encoding.UTF8.GetString(_files.Tree.Bytes(file)), _keys));
        }
        catch (SopsException problem)
        {
            throw new LayerException("BuildFailed", $"decryption failed for '{name}': error decrypting sops tree: {_refusedByKms ?? problem.Message} ({file})");
        }
    }

    private byte[]? Decrypt(SopsKmsKey key)
    {
        try
        {
            return _context.Aws.PodIdentity.Decrypt(
                _context.Session.Cluster, FluxContext.FluxNamespace, Controller, key.Arn, key.CiphertextBlob, key.Context ?? NoContext);
        }
        catch (ProviderException refused)
        {
            _refusedByKms ??= $"failed to decrypt data key with AWS KMS: {refused.Message}";
            return null;
        }
    }

    private static IEnumerable<AgeIdentity> Identities(FluxContext context, ClusterObject layer)
    {
        var named = layer.Spec.Map("decryption").Map("secretRef").Text("name");
        var global = ControllerArguments.Value(context.Session, Controller, "--sops-age-secret");
        foreach (var (space, name) in ((string, string?)[])[(layer.Namespace, named), (FluxContext.FluxNamespace, global)])
        {
            if (name is null)
                continue;
            var data = context.Data("Secret", space, name)
                ?? throw new LayerException("BuildFailed", $"cannot get decryption Secret '{space}/{name}': secrets \"{name}\" not found");
            foreach (var (entry, text) in data.Where(d => d.Key.EndsWith(IdentityEnding, StringComparison.Ordinal)))
                yield return Identity(text, $"{space}/{name}", entry);
        }
    }

    private static AgeIdentity Identity(string text, string secret, string entry)
    {
        try
        {
            return AgeIdentity.Parse(text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0 && !l.StartsWith('#')) ?? "");
        }
        catch (FormatException)
        {
            throw new LayerException("BuildFailed", $"failed to import data from decryption Secret '{secret}': '{entry}' is no age identity");
        }
    }
}
