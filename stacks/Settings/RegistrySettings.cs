using System.Collections.Immutable;
using Slipway.Infra.Images;

namespace Slipway.Stacks.Settings;

/// <summary>Section <c>slipway:registry</c>.</summary>
public sealed record RegistrySettings
{
    /// <summary>The apps whose images are kept.</summary>
    /// <value>Default: none, and no registry.</value>
    /// <setting key="registry.apps" default="none" change="a name that goes takes its repository of images along; with deletion protection AWS refuses while it holds any">the apps whose images are kept, by name</setting>
    public ImmutableArray<RegistryApp> Apps { get; init; } = [];

    /// <summary>How many images of each app stay.</summary>
    /// <value>Default: 100.</value>
    /// <setting key="registry.retain" change="in place">images of each app that stay</setting>
    public int Retain { get; init; } = 100;

    /// <summary>ARN of the account's identity provider for GitHub, when it has one already.</summary>
    /// <value>Default: none, and one is made.</value>
    /// <setting key="registry.identityProvider" default="one is made" change="in place">ARN of the account's identity provider for GitHub, when it has one already</setting>
    public string? IdentityProvider { get; init; }
}
