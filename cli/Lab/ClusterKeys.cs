using System.Text;
using Slipway.Cli.Project;
using Slipway.Components.Fleet;
using Slipway.Components.Sops;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab;

/// <summary>What the lab opens an environment's files with: the age identity that its cluster holds, and KMS.</summary>
internal static class ClusterKeys
{
    /// <summary>The keys at hand and the environment's own.</summary>
    /// <exception cref="UsageException">The environment is not up in the lab.</exception>
    public static SopsKeys With(SopsKeys keys, ProjectFile project, StackFile stack)
    {
        var session = Directory.Exists(LabHome.Of(project).Clouds) ? StackSession.Open(project, stack) : null;
        var clouds = session?.Clouds();
        if (session?.State.Snapshot.StackOutputs.Find("clusterEndpoint")?.AsString is not { } endpoint || clouds?.Kubernetes.ClusterAt(endpoint) is not { } cluster)
            throw new UsageException($"{stack.Environment} has no cluster in the lab; bring it up with: slipway up {stack.Environment}");
        return new SopsKeys
        {
            Identities = [.. keys.Identities, .. Identities(clouds, cluster)],
            Kms = key => Decrypt(clouds, key),
        };
    }

    private static IEnumerable<AgeIdentity> Identities(LabProviderHost clouds, string cluster)
    {
        var secret = clouds.Kubernetes.Find(cluster, "v1", "Secret", FleetNames.Namespace, FleetNames.AgeIdentity);
        return (secret?.Find("data")?.AsMap ?? PropertyMap.Empty)
            .Where(entry => entry.Key.EndsWith(".agekey", StringComparison.Ordinal))
            .SelectMany(entry => AgeIdentity.ParseAll(Encoding.UTF8.GetString(Convert.FromBase64String(entry.Value.AsString ?? ""))));
    }

    private static byte[]? Decrypt(LabProviderHost clouds, SopsKmsKey key)
    {
        try
        {
            return clouds.Aws.Kms.Decrypt(key.Arn, key.CiphertextBlob, key.Context ?? new Dictionary<string, string>());
        }
        catch (ProviderException)
        {
            // Not this key's, or the key is gone: another of the file's may still do.
            return null;
        }
    }
}
