using Slipway.Checks.Yaml;

namespace Slipway.Checks.Schemas;

/// <summary>What SOPS puts in place of a value, and beside the object's fields. What stands behind it, nobody knows here.</summary>
internal static class SealedValue
{
    /// <summary>Whether a value is encrypted.</summary>
    public static bool Is(YamlValue? value) => value is YamlScalar scalar && scalar.Text.StartsWith("ENC[AES256_GCM,", StringComparison.Ordinal);

    /// <summary>The object without SOPS's own field.</summary>
    public static YamlMap WithoutMetadata(YamlMap manifest) => manifest["sops"] is YamlMap ? manifest.Without("sops") : manifest;
}
