using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using Slipway.Components.Layers;
using Slipway.Stacks.Settings;

namespace Slipway.EndToEnd.Documents;

/// <summary>What the settings types say of a key, in their XML documentation (<c>setting</c>).</summary>
/// <param name="Key">The key, as <see cref="SettingsKeys"/> writes it.</param>
/// <param name="Text">What it is.</param>
/// <param name="Default">What holds without it; empty when it must be there.</param>
/// <param name="Change">What changing it does; empty when there is nothing to say.</param>
internal sealed record SettingDocs(string Key, string Text, string Default, string Change)
{
    /// <summary>All of them, in the order of the types.</summary>
    public static ImmutableArray<SettingDocs> Ordered { get; } = [.. Read()];

    /// <summary>All of them, by key.</summary>
    public static ImmutableDictionary<string, SettingDocs> All { get; } = Ordered.ToImmutableDictionary(d => d.Key, StringComparer.Ordinal);

    private static IEnumerable<SettingDocs> Read()
    {
        var assembly = typeof(PlatformSettings).Assembly;
        foreach (var member in XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        {
            foreach (var setting in member.Elements("setting"))
            {
                var key = (string)setting.Attribute("key")!;
                yield return new SettingDocs(
                    key.Contains(':', StringComparison.Ordinal) ? key : $"{PlatformSettings.Project}:{key}",
                    setting.Value,
                    (string?)setting.Attribute("default") ?? InitialValue(assembly, (string)member.Attribute("name")!),
                    (string?)setting.Attribute("change") ?? "");
            }
        }
    }

    // A default that the type has itself is not written down again.
    private static string InitialValue(Assembly assembly, string member)
    {
        if (!member.StartsWith("P:", StringComparison.Ordinal))
            return "";
        var type = assembly.GetType(member[2..member.LastIndexOf('.')])!;
        var value = type.GetProperty(member[(member.LastIndexOf('.') + 1)..])!.GetValue(Activator.CreateInstance(type));
        return value switch
        {
            bool flag => flag ? "`true`" : "`false`",
            Enum choice => $"`{char.ToLowerInvariant(choice.ToString()[0])}{choice.ToString()[1..]}`",
            int number => $"`{number.ToString(CultureInfo.InvariantCulture)}`",
            TimeSpan span => $"`{FluxDuration.Text(span)}`",
            _ => "",
        };
    }
}
