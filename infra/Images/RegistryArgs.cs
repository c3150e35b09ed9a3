using System.Collections.Immutable;

namespace Slipway.Infra.Images;

/// <summary>What a <see cref="Registry"/> is made from.</summary>
public sealed class RegistryArgs : ResourceArgs
{
    /// <summary>Where the registry is.</summary>
    public required AwsAccount Account { get; init; }

    /// <summary>What the names of repositories begin with, before <c>/</c> and the app's. Changing it makes them anew.</summary>
    public required string Prefix { get; init; }

    /// <summary>The apps.</summary>
    public required ImmutableArray<RegistryApp> Apps { get; init; }

    /// <summary>How many images of each app stay.</summary>
    /// <value>Default: 100.</value>
    public int Retain { get; init; } = 100;

    /// <summary>ARN of the account's identity provider for GitHub when it has one already: an account has one for each issuer.</summary>
    /// <value>Default: none, and one is made.</value>
    public string? IdentityProviderArn { get; init; }

    /// <summary>True when a repository that holds images is not deleted.</summary>
    /// <value>Default: true.</value>
    public bool DeletionProtection { get; init; } = true;

    /// <summary>Tags for every resource.</summary>
    /// <value>Default: none.</value>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}
