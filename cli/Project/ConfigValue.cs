using YamlDotNet.RepresentationModel;

namespace Slipway.Cli.Project;

/// <summary>A configuration value as Pulumi hands it to programs: a scalar as its text, anything else as JSON.</summary>
internal static class ConfigValue
{
    /// <summary>The value of a node.</summary>
    public static string Of(YamlNode node, Func<string, string> decrypt) => node switch
    {
        _ when YamlDocumentReader.Ciphertext(node) is { } ciphertext => decrypt(ciphertext),
        YamlScalarNode scalar => scalar.Value ?? "",
        _ => YamlDocumentReader.Json(node, decrypt),
    };
}
