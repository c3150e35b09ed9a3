namespace Slipway.Lab;

/// <summary>What a program is run with.</summary>
public sealed record ProgramOptions
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The organization that the stack belongs to.</summary>
    /// <value>Default <c>organization</c>, as in Pulumi where there is none.</value>
    public string Organization { get; init; } = "organization";

    /// <summary>Folder of the project file.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>True for a preview: nothing is changed, and what only a change would tell stays unknown.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Configuration: full keys, e.g. <c>slipway:network</c>, to texts; objects as JSON. Secrets are decrypted.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();

    /// <summary>Full keys of <see cref="Config"/> whose values are secret.</summary>
    public IReadOnlySet<string> SecretKeys { get; init; } = new HashSet<string>();
}
