namespace Slipway.Infra.Repositories;

/// <summary>
/// What people see of a deploy key on GitHub. It is unique over environments, clusters and purposes: keys of one title cannot be told apart when one has to go.
/// </summary>
public static class DeployKeyTitle
{
    /// <summary><c>slipway/&lt;environment&gt;/&lt;cluster&gt;/&lt;purpose&gt;</c>, and from the second generation on its number.</summary>
    /// <param name="environment">The environment that the key serves.</param>
    /// <param name="cluster">The cluster that holds the private half.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="generation">How often it was rotated, from 1.</param>
    public static string For(string environment, string cluster, DeployKeyPurpose purpose, int generation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generation, 1);
        var title = $"slipway/{environment}/{cluster}/{Text(purpose)}";
        return generation == 1 ? title : $"{title}/{generation}";
    }

    /// <summary>The purpose in a name.</summary>
    internal static string Text(DeployKeyPurpose purpose) => purpose switch
    {
        DeployKeyPurpose.Read => "read",
        DeployKeyPurpose.Write => "write",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "not a purpose"),
    };
}
