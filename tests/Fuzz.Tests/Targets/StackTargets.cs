using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Slipway.Cli.Project;
using Slipway.Lab.Clouds;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;
using Slipway.Stacks.Settings;

namespace Slipway.Fuzz.Tests.Targets;

/// <summary>What reads a stack's configuration and its state.</summary>
internal static class StackTargets
{
    private static readonly PassphraseCipher Cipher = PassphraseCipher.New("a passphrase");

    private static readonly string State = $$$"""
        {
          "version": 3,
          "deployment": {
            "manifest": { "time": "2026-01-01T00:00:00Z", "magic": "", "version": "" },
            "secrets_providers": { "type": "passphrase", "state": { "salt": "{{{Cipher.EncryptionSalt}}}" } },
            "resources": [
              { "urn": "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev", "custom": false, "type": "pulumi:pulumi:Stack", "outputs": { "a": 1 } },
              { "urn": "urn:pulumi:dev::slipway::pulumi:providers:random::default", "custom": true, "id": "1", "type": "pulumi:providers:random", "inputs": { "version": "4.0.0" }, "outputs": { "version": "4.0.0" } },
              { "urn": "urn:pulumi:dev::slipway::random:index/randomId:RandomId::x", "custom": true, "id": "x", "type": "random:index/randomId:RandomId",
                "inputs": { "byteLength": 2, "k": { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "{{{Cipher.Encrypt("\"word-of-acme\"")}}}" } },
                "outputs": { "hex": "ab", "list": [1, null, true, { "x": "y" }] },
                "parent": "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev", "provider": "urn:pulumi:dev::slipway::pulumi:providers:random::default::1",
                "dependencies": [], "propertyDependencies": { "k": [] } }
            ],
            "pending_operations": [],
            "metadata": {}
          }
        }

        """;

    private const string Kubeconfig = """
        current-context: dev
        contexts: [{ name: dev, context: { cluster: dev, user: &who someone } }]
        clusters: [{ name: dev, cluster: { server: "https://dev.example", certificate-authority-data: aGVsbG8= } }]
        users: [{ name: *who, user: { token: a-token-of-someone } }]

        """;

    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("Pulumi.<env>.yaml", [.. Corpus.Files("project", "Pulumi.*.yaml").Select(t => t + $"  github:token:\n    secure: {Cipher.Encrypt("token-of-acme")}\nencryptionsalt: {Cipher.EncryptionSalt}\n")], InFolder((folder, text) =>
        {
            File.WriteAllText(Path.Combine(folder, "Pulumi.yaml"), "name: slipway\nruntime: dotnet\n");
            File.WriteAllBytes(Path.Combine(folder, "Pulumi.dev.yaml"), Encoding.UTF8.GetBytes(text));
            var project = ProjectFile.Find(folder);
            var config = StackFile.Read(project, "dev").Config(project, Cipher.Decrypt);
            _ = PlatformSettings.ReadIn(folder, "dev", config.GetValueOrDefault);
        }), typeof(UsageException), typeof(SettingsException)) { Secrets = ["token-of-acme"] },
        new("state", [State], text =>
        {
            _ = StateJson.EncryptionSalt(text, "dev.json");
            var problems = StateJson.Read(text, "dev.json", Cipher).Verify();
            if (problems.Any(string.IsNullOrEmpty))
                throw new InvalidOperationException("a problem without words");
        }, typeof(StateFormatException)) { Secrets = ["word-of-acme"] },
        new("state with a journal", [Journal("{\"begin\":{\"resource\":{\"urn\":\"urn:pulumi:dev::slipway::a:b:C::x\",\"custom\":true,\"type\":\"a:b:C\"},\"type\":\"creating\"}}\n"),
            Journal("{\"ends\":[],\"renames\":{},\"drops\":[0],\"puts\":[{\"handle\":7,\"resource\":{\"urn\":\"urn:pulumi:dev::slipway::a:b:C::x\",\"custom\":true,\"id\":\"1\",\"type\":\"a:b:C\"}}]}\n")], InFolder((folder, text) =>
        {
            var path = Path.Combine(folder, "dev.json");
            File.WriteAllText(path, State);
            // With the sums of its lines, without which no line would be looked into.
            File.WriteAllBytes(path + ".journal", Encoding.UTF8.GetBytes(string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{HashOf(line)[..16]} {line}\n"))));
            _ = StackStateFile.Open(path, Cipher);
        }), typeof(StateFormatException)),
        new("kubeconfigs", [Kubeconfig], InFolder((folder, text) => new LabProviderHost(Path.Combine(folder, "clouds"), folder, Cipher, FaultPlan.None)
            .ConfigureAsync("kubernetes", PropertyMap.Of(("kubeconfig", text)), default).GetAwaiter().GetResult()), typeof(ProviderException)) { Secrets = ["a-token-of-someone"] },
        new("SLIPWAY_LAB_FAULTS", ["aws:eks/cluster:Cluster=create:once,a:b:C=delete:3:a message"], text => _ = FaultPlan.Parse(text), typeof(FormatException)),
    ];

    // The journal of this very state.
    private static string Journal(string entries) =>
        $"{{\"version\":1,\"continues\":\"{HashOf(State)}\"}}\n{entries}";

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Action<string> InFolder(Action<string, string> read) => text =>
    {
        var folder = Directory.CreateTempSubdirectory("slipway-fuzz-").FullName;
        try
        {
            read(folder, text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    };
}
