using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>A variable that a manifest takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">The text that takes it.</param>
/// <param name="HasDefault">Whether a default stands beside it, so that it need not be set.</param>
/// <param name="Value">What it is, or null where it is not set.</param>
public sealed record VariableUse(string Name, YamlPlace Place, bool HasDefault, VariableValue? Value);
