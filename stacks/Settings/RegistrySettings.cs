using System.Collections.Immutable;
using Slipway.Infra.Images;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:registry</c>.</summary>
public sealed record RegistrySettings
{
    /// <summary>The apps whose images are kept.</summary>
    /// <value>Default: none, and no registry.</value>
    public ImmutableArray<RegistryApp> Apps { get; init; } = [];

    /// <summary>How many images of each app stay.</summary>
    /// <value>Default: 100.</value>
    public int Retain { get; init; } = 100;

    /// <summary>ARN of the account's identity provider for GitHub, when it has one already.</summary>
    /// <value>Default: none, and one is made.</value>
    public string? IdentityProvider { get; init; }
}
