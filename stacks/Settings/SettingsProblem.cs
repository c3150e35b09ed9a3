namespace Slipway.Stacks.Settings;

/// <summary>Something wrong with an environment's configuration.</summary>
/// <param name="Path">Where, as a key path, e.g. <c>slipway:network.zones[1]</c>.</param>
/// <param name="Message">What is wrong, and what is allowed.</param>
/// <param name="Place">File, line and column, e.g. <c>Pulumi.dev.yaml:9:11</c>; null when the key stands nowhere.</param>
public sealed record SettingsProblem(string Path, string Message, string? Place)
{
    /// <inheritdoc />
    public override string ToString() => Place is null ? $"{Path}: {Message}" : $"{Path}: {Message} ({Place})";
}
