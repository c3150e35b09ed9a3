using Slipway.Components.Fleet;

namespace Slipway.Components.Flux;

/// <summary>What an instance of Flux syncs.</summary>
/// <param name="Environment">The environment, whose folder it is.</param>
/// <param name="Url">Address of the infrastructure repository, <c>ssh://…</c> or, for <see cref="GitProvider.GitHub"/>, <c>https://…</c>.</param>
/// <param name="Provider">How source-controller logs in to the repository.</param>
public sealed record FluxSync(string Environment, string Url, GitProvider Provider)
{
    /// <summary>The branch, through its full reference: switching to a tag changes one field and leaves none behind.</summary>
    public const string Reference = "refs/heads/main";

    /// <summary>The environment's folder.</summary>
    public string Path => FleetNames.ClusterFolder(Environment);
}
