using Slipway.Components.Fleet;
using Slipway.Lab.Engine.Providers;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>What a kubeconfig's current context says: which server, trusted by which authority.</summary>
/// <param name="Server">Address of the API server.</param>
/// <param name="CertificateAuthority">The authority's certificate, PEM in base64; empty when the kubeconfig names none.</param>
internal sealed record Kubeconfig(string Server, string CertificateAuthority)
{
    /// <summary>Reads a kubeconfig (YAML or JSON).</summary>
    /// <exception cref="ProviderException">It is not one, or its current context is incomplete. Never quotes the text, which may hold credentials.</exception>
    public static Kubeconfig Parse(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new BoundedYamlParser(new Parser(new StringReader(text))));
        }
        catch (YamlException e)
        {
            throw Wrong($"it is not YAML, or nested or aliased beyond measure (line {e.Start.Line}, column {e.Start.Column})");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The library's own way of saying that a list is not closed, or that a tag is none (YamlDotNet 16.3).
            throw Wrong("it is not YAML: a list or a quote is not closed, or a tag is none");
        }
        if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
            throw Wrong("it is not one YAML object");
        var context = Text(root, "current-context") is { Length: > 0 } current ? current : throw Wrong("it has no current-context");
        var chosen = Named(root, "contexts", "context", context);
        var cluster = Named(root, "clusters", "cluster", Text(chosen, "cluster") ?? "");
        Named(root, "users", "user", Text(chosen, "user") ?? "");
        var server = Text(cluster, "server") ?? throw Wrong("the cluster of its current context has no server");
        return new Kubeconfig(server.TrimEnd('/'), Text(cluster, "certificate-authority-data") ?? "");
    }

    private static YamlMappingNode Named(YamlMappingNode root, string list, string part, string name)
    {
        var entry = Child(root, list) is YamlSequenceNode entries
            ? entries.OfType<YamlMappingNode>().FirstOrDefault(e => Text(e, "name") == name)
            : null;
        return entry is not null && Child(entry, part) is YamlMappingNode found
            ? found
            : throw Wrong($"there is no {part} \"{name}\" under {list}");
    }

    private static YamlNode? Child(YamlMappingNode node, string name) =>
        node.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private static string? Text(YamlMappingNode node, string name) => (Child(node, name) as YamlScalarNode)?.Value;

    private static ProviderException Wrong(string why) => new(
        $"failed to parse kubeconfig: {why}. It must name a current context, whose cluster (with its server) and user stand in it too.");
}
