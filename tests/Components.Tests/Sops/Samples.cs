using System.Text;
using Slipway.Components.Sops;

namespace Slipway.Components.Tests.Sops;

/// <summary>Keys and files that the tests share. The secrets are made up here.</summary>
internal static class Samples
{
    public const string FileName = "clusters/dev/secrets/cluster-secrets.sops.yaml";

    public const string Secret = """
        apiVersion: v1
        kind: Secret
        metadata:
            name: cluster-secrets
            namespace: flux-system
        stringData:
            # where the mail goes
            first: correct horse
            second: correct horse
            empty: ""
            many: |
                one
                two

        """;

    public static AgeIdentity Alice { get; } = Identity("alice");

    public static AgeIdentity Bob { get; } = Identity("bob");

    public static SealingKey Key { get; } = SealingKey.From(Bytes("stack"), "dev", 1);

    public static SopsSealing Sealing { get; } = new()
    {
        DataKey = Key.DataKey(FileName),
        Entropy = Key.Entropy(FileName),
        Age = [Alice.Recipient, Bob.Recipient],
    };

    public static SopsKeys AliceKeys { get; } = new() { Identities = [Alice] };

    public static AgeIdentity Identity(string name) => AgeIdentity.FromSecret(Bytes(name));

    /// <summary>32 bytes that a word stands for.</summary>
    public static byte[] Bytes(string word) => Encoding.ASCII.GetBytes(word.PadRight(32, '.'));
}
