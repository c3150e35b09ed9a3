using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab.View;

/// <summary>Outputs of a stack.</summary>
internal static class OutputsView
{
    /// <summary>As a flat JSON object.</summary>
    public static string Json(PropertyMap outputs, bool showSecrets) => PlainJson.Text(writer => PlainJson.Write(writer, outputs, showSecrets));

    /// <summary>As aligned lines of name and value.</summary>
    public static void Write(TextWriter output, PropertyMap outputs, bool showSecrets)
    {
        var width = outputs.Keys.Select(k => k.Length).DefaultIfEmpty(0).Max();
        foreach (var (name, value) in outputs)
            output.WriteLine($"  {Terminal.Harmless(name).PadRight(width)}  {Text(value, showSecrets)}");
    }

    /// <summary>A value in a line.</summary>
    public static string Text(PropertyValue value, bool showSecrets) => value switch
    {
        SecretValue when !showSecrets => "[secret]",
        _ when value.Bare() is StringValue text => Terminal.Harmless(text.Value),
        _ => Terminal.Harmless((showSecrets ? value.Bare() : value).ToString()),
    };
}
