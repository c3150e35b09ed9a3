using Slipway.Checks.Yaml;

namespace Slipway.Checks.Flux;

/// <summary>The value of a variable.</summary>
/// <param name="Text">The value; a stand-in where <paramref name="IsExact"/> is false.</param>
/// <param name="IsExact">Whether this is the value that the cluster has. A sealed value, or a fact that only a cluster knows, is not.</param>
/// <param name="Origin">Where it comes from, e.g. <c>ConfigMap flux-system/cluster-settings</c>.</param>
/// <param name="IsSecret">Whether it comes from a Secret.</param>
/// <param name="Place">Where it is set, or null where that is not in Git.</param>
public sealed record VariableValue(string Text, bool IsExact, string Origin, bool IsSecret = false, YamlPlace? Place = null);
