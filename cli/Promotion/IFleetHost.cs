using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>A GitHub that this command plays itself, with its clusters: the lab's.</summary>
internal interface IFleetHost
{
    /// <summary>What messages call it.</summary>
    string Name { get; }

    /// <summary>The folders of the repositories.</summary>
    FleetPair<string> Places { get; }

    /// <summary>Who pushes.</summary>
    (string Name, string Email) Identity { get; }

    /// <summary>What an environment runs; null when it is not up.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="clones">The repositories as they are now.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<EnvironmentStatus?> StatusAsync(string environment, FleetPair<FleetClone> clones, CancellationToken cancellation);

    /// <summary>Refuses what the rules of a repository refuse to whoever pushes.</summary>
    /// <exception cref="GitException">They do.</exception>
    void Admit(FleetRole role, string reference);
}
