using System.Text;
using System.Text.Json;
using Slipway.Components.Sops;
using Slipway.Components.Flux;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Wire;
using YamlDotNet.RepresentationModel;

namespace Slipway.EndToEnd.Leaks;

/// <summary>Gathers every secret that a home and its configuration hold, and looks for them wherever the command leaves something.</summary>
internal sealed class LeakSearch(SlipwayProcess slipway)
{
    /// <summary>The lab's own key, in the one file that is meant to have it.</summary>
    private const string KeyFile = "key.json";

    private readonly JsonElement _key = JsonDocument.Parse(File.ReadAllText(Path.Combine(slipway.Home, KeyFile))).RootElement;

    /// <summary>What is looked for.</summary>
    public Taint Taint { get; } = new();

    /// <summary>Adds the lab's own key, and all that the clouds keep secret: keys of KMS, and the Secrets of clusters.</summary>
    public void AddClouds()
    {
        Taint.Add("the lab's passphrase", _key.GetProperty("Passphrase").GetString()!);
        Taint.Add("the lab's key", _key.GetProperty("DerivedKey").GetBytesFromBase64());
        var cipher = PassphraseCipher.FromKey(_key.GetProperty("EncryptionSalt").GetString()!, _key.GetProperty("DerivedKey").GetBytesFromBase64());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(slipway.Home, "clouds"), "*.json", SearchOption.AllDirectories))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var text in StateReader.Texts(PropertyJson.ReadMap(document.RootElement, cipher), false))
                Add(Path.GetRelativePath(slipway.Home, file), text);
        }
    }

    /// <summary>Adds all that the state of an environment keeps secret.</summary>
    public void AddState(string environment, string? passphrase = null)
    {
        foreach (var text in StateReader.Secrets(slipway, environment, passphrase))
            Add($"state of {environment}", text);
    }

    /// <summary>Adds the data key of a sealed file, and each value in it.</summary>
    public async Task AddSealedAsync(string environment, string name)
    {
        var text = (await slipway.GitAsync(Repository("fleet-infrastructure"), "show", $"main:clusters/{environment}/secrets/{name}.sops.yaml")).Out;
        var metadata = SopsFile.ReadMetadata(text);
        var identities = StateReader.Secrets(slipway, environment, SecretConfig.Passphrase).Where(s => s.StartsWith("AGE-SECRET-KEY-1", StringComparison.Ordinal)).Distinct().Select(AgeIdentity.Parse).ToList();
        var aws = StateReader.Clouds(slipway).Aws;
        foreach (var key in metadata.Age.Where(k => identities.Any(i => i.Recipient == k.Recipient)))
            Taint.Add($"data key of {environment}/{name}", AgeFile.Decrypt(key.Encrypted, identities));
        foreach (var key in metadata.Kms)
            Taint.Add($"data key of {environment}/{name}", aws.Kms.Decrypt(key.Arn, key.CiphertextBlob, key.Context!));
        var plain = SopsFile.Open(text, new SopsKeys { Identities = identities, Kms = key => aws.Kms.Decrypt(key.Arn, key.CiphertextBlob, key.Context!) });
        var document = new YamlStream();
        document.Load(new StringReader(plain));
        foreach (var (key, value) in (YamlMappingNode)document.Documents[0].RootNode["stringData"])
            Taint.Add($"{key} of {environment}/{name}", ((YamlScalarNode)value).Value!);
    }

    /// <summary>All places where a secret stands: what was printed, the project, the home, temporary files, every object of every repository, and further files.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IEnumerable<string> further)
    {
        var leaks = new List<string>();
        Look("what was printed", Encoding.UTF8.GetBytes(slipway.Printed));
        var files = ((string[])[slipway.Home, slipway.Project, slipway.Temporary]).SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Concat(further);
        foreach (var file in files.Where(f => f != Path.Combine(slipway.Home, KeyFile)))
            Look(file, File.ReadAllBytes(file));
        foreach (var repository in Directory.EnumerateDirectories(slipway.Home, "*.git", SearchOption.AllDirectories))
            Look(repository, await SlipwayProcess.ObjectsAsync(repository));
        return leaks;

        void Look(string place, byte[] content) => leaks.AddRange(Taint.In(content).Select(secret => $"{place} holds {secret}"));
    }

    /// <summary>The folder of a fleet repository at the lab's GitHub.</summary>
    public string Repository(string name) => Path.Combine(slipway.Home, "clouds/github/acme", name + ".git");

    // A Kubernetes Secret is secret as a whole; the public key and GitHub's host keys in it are public all the same.
    private void Add(string name, string text)
    {
        if (!IsPublic(text) && !IsPublic(Decoded(text)))
            Taint.Add(name, text);
    }

    private static bool IsPublic(string text) => text.StartsWith("ssh-ed25519 ", StringComparison.Ordinal) || text == GitHubHostKeys.KnownHosts;

    private static string Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
