using System.Collections.Frozen;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Slipway.Components.Fleet;

/// <summary>Kubernetes objects as YAML text, the same bytes for the same objects.</summary>
internal static partial class Manifest
{
    private static readonly ISerializer Yaml = new SerializerBuilder()
        .WithEventEmitter(next => new QuotedWhereAmbiguous(next))
        .WithIndentedSequences()
        .WithNewLine("\n")
        .DisableAliases()
        .Build();

    /// <summary>An object with the fields that all share, in the order in which people write them.</summary>
    public static Dictionary<string, object> Object(string apiVersion, string kind, string name, string @namespace, Dictionary<string, object> spec) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new Dictionary<string, object> { ["name"] = name, ["namespace"] = @namespace },
        ["spec"] = spec,
    };

    /// <summary>A file of objects under a comment, with LF line ends.</summary>
    public static string File(string comment, IEnumerable<Dictionary<string, object>> objects) =>
        $"# {comment}\n" + string.Concat(objects.Select(o => "---\n" + Yaml.Serialize(o)));

    /// <summary>Texts that YAML 1.1 would read as something else (yes, 1.35, 0x1F, 1e3) get quotes.</summary>
    private sealed partial class QuotedWhereAmbiguous(IEventEmitter next) : ChainedEventEmitter(next)
    {
        private static readonly FrozenSet<string> Words =
            new[] { "y", "n", "yes", "no", "on", "off", "true", "false", "null" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

        public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
        {
            if (eventInfo.Source is { Type: var type, Value: string text } && type == typeof(string) && Ambiguous(text))
                eventInfo = new ScalarEventInfo(eventInfo.Source) { Style = ScalarStyle.DoubleQuoted };
            base.Emit(eventInfo, emitter);
        }

        private static bool Ambiguous(string text) => text.Length == 0 || text == "~" || Words.Contains(text) || NumberLike().IsMatch(text);

        [GeneratedRegex(@"^[-+]?(\.?[0-9][0-9a-fxob_.:+-]*|\.(inf|nan))$", RegexOptions.IgnoreCase)]
        private static partial Regex NumberLike();
    }
}
