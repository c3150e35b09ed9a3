using System.Text.Json;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.EndToEnd;

/// <summary>Reads a stack's state as its owner can: with the lab's key, or a passphrase.</summary>
internal static class StateReader
{
    /// <summary>Every text that the state keeps secret.</summary>
    public static List<string> Secrets(SlipwayProcess slipway, string environment, string? passphrase = null)
    {
        var path = Path.Combine(slipway.Home, "stacks", "slipway", environment + ".json");
        var salt = StackStateFile.EncryptionSaltOf(path) ?? throw new InvalidOperationException("The state has no salt.");
        passphrase ??= JsonDocument.Parse(File.ReadAllText(Path.Combine(slipway.Home, "key.json"))).RootElement.GetProperty("Passphrase").GetString()!;
        var state = StackStateFile.Open(path, PassphraseCipher.Open(salt, passphrase));
        return [.. state.Snapshot.Resources.SelectMany(r => Texts(r.Inputs, false).Concat(Texts(r.Outputs, false))).Distinct()];
    }

    /// <summary>The clouds of the lab, as its owner can use them.</summary>
    public static LabProviderHost Clouds(SlipwayProcess slipway)
    {
        var key = JsonDocument.Parse(File.ReadAllText(Path.Combine(slipway.Home, "key.json"))).RootElement;
        var cipher = PassphraseCipher.FromKey(key.GetProperty("EncryptionSalt").GetString()!, key.GetProperty("DerivedKey").GetBytesFromBase64());
        return new LabProviderHost(Path.Combine(slipway.Home, "clouds"), slipway.Project, cipher, FaultPlan.None);
    }

    /// <summary>The texts below a secret in a value.</summary>
    public static IEnumerable<string> Texts(PropertyValue value, bool secret) => value switch
    {
        SecretValue s => Texts(s.Element, true),
        MapValue m => m.Map.Values.SelectMany(v => Texts(v, secret)),
        ListValue l => l.Items.SelectMany(v => Texts(v, secret)),
        StringValue { Value.Length: > 0 } s when secret => [s.Value],
        _ => [],
    };
}
