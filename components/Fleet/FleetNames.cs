using Slipway.Components.Layers;

namespace Slipway.Components.Fleet;

/// <summary>The names that the program and the fleet's files agree on.</summary>
public static class FleetNames
{
    /// <summary>The namespace of everything that belongs to Flux.</summary>
    public const string Namespace = "flux-system";

    /// <summary>The ConfigMap that carries facts about the cluster into manifests.</summary>
    public const string ClusterInfo = "cluster-info";

    /// <summary>The ConfigMap in which people set what differs per environment.</summary>
    public const string ClusterSettings = "cluster-settings";

    /// <summary>The GitRepository, and the Kustomization, by which the cluster syncs its own folder.</summary>
    public const string ClusterSource = "flux-system";

    /// <summary>The label of every layer that tells the release it belongs to, e.g. <c>main</c> or <c>prod-v1.2.0</c>.</summary>
    public const string ReleaseLabel = "slipway/release";

    /// <summary>The GitRepository at the environment's release of the infrastructure repository.</summary>
    public const string InfrastructureSource = "fleet-infrastructure";

    /// <summary>The GitRepository at the environment's release of the apps repository.</summary>
    public const string AppsSource = "fleet-apps";

    /// <summary>The Secret with the key to the infrastructure repository.</summary>
    public const string InfrastructureCredential = "flux-system";

    /// <summary>The Secret with the key to the apps repository.</summary>
    public const string AppsCredential = "fleet-apps";

    /// <summary>The Secret with the key by which image automation writes to the apps repository.</summary>
    public const string AppsWriteCredential = "fleet-apps-write";

    /// <summary>The Secret with the token of the webhook.</summary>
    public const string WebhookToken = "webhook-token";

    /// <summary>The Receiver that GitHub's webhook calls.</summary>
    public const string Receiver = "fleet";

    /// <summary>The Secret whose values every layer but the first can use as variables.</summary>
    public const string ClusterSecrets = "cluster-secrets";

    /// <summary>The Secret with the age identity that opens the environment's sealed files; where KMS opens them there is none.</summary>
    public const string AgeIdentity = "sops-age";

    /// <summary>The entry of <see cref="AgeIdentity"/>. Flux takes those that end in <c>.agekey</c> and overlooks all others.</summary>
    public const string AgeIdentityEntry = "identity.agekey";

    /// <summary>Name of the GitRepository that serves a layer.</summary>
    public static string Source(LayerSource source) => source switch
    {
        LayerSource.Infrastructure => InfrastructureSource,
        LayerSource.Apps => AppsSource,
        LayerSource.Cluster => ClusterSource,
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not a source"),
    };

    /// <summary>Folder of an environment in the infrastructure repository, e.g. <c>clusters/dev</c>.</summary>
    public static string ClusterFolder(string environment) => $"clusters/{environment}";

    /// <summary>The generated folder with an environment's sealed secrets, e.g. <c>clusters/dev/secrets</c>.</summary>
    public static string SecretsFolder(string environment) => $"{ClusterFolder(environment)}/secrets";

    /// <summary>The generated file with an environment's layers.</summary>
    public static string LayersFile(string environment) => $"{ClusterFolder(environment)}/layers.yaml";

    /// <summary>The generated file that tells <c>sops</c> whom an environment's files are sealed for.</summary>
    public static string SopsConfigFile(string environment) => $"{ClusterFolder(environment)}/.sops.yaml";

    /// <summary>The file that pins an environment's release.</summary>
    public static string ReleaseFile(string environment) => $"{ClusterFolder(environment)}/release.yaml";
}
