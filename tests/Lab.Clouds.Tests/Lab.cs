using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Tests;

/// <summary>Clouds in a folder of their own, gone when the test is over.</summary>
public sealed class Lab : IDisposable
{
    private readonly LabCipher _cipher = new();

    public Lab(string? faults = null)
    {
        Home = Directory.CreateTempSubdirectory("slipway-clouds-").FullName;
        Templates = Path.Combine(Home, "fleet");
        Root = Path.Combine(Home, "clouds");
        Directory.CreateDirectory(Path.Combine(Templates, "fleet-infrastructure", "clusters"));
        File.WriteAllText(Path.Combine(Templates, "fleet-infrastructure", "README.md"), "# The fleet\n");
        File.WriteAllText(Path.Combine(Templates, "fleet-infrastructure", "clusters", "base.yaml"), "kind: Kustomization\n");
        Host = NewHost(faults);
    }

    public string Home { get; }

    public string Root { get; }

    public string Templates { get; }

    public LabProviderHost Host { get; }

    /// <summary>Another host over the same clouds, as another process has it.</summary>
    public LabProviderHost NewHost(string? faults = null) => new(Root, Templates, _cipher, FaultPlan.Parse(faults));

    public Provider Aws(LabProviderHost? host = null) => Configure("aws", host, ("region", "eu-west-1"));

    public Provider GitHub(LabProviderHost? host = null) => Configure("github", host, ("owner", "acme"));

    public Provider Configure(string package, LabProviderHost? host, params (string, PropertyValue)[] config) =>
        new((host ?? Host).ConfigureAsync(package, PropertyMap.Of(config), default).GetAwaiter().GetResult());

    /// <summary>What every file of the clouds holds, also of one that a host keeps locked: of a copy, as the lock is for programs that ask for it.</summary>
    public List<string> Files()
    {
        var copy = Path.Combine(Home, "copy");
        using (var cp = System.Diagnostics.Process.Start("cp", ["-r", Root, copy]))
            cp.WaitForExit();
        return [.. Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories).Select(File.ReadAllText)];
    }

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(Home).EnumerateFiles("*", SearchOption.AllDirectories))
            file.IsReadOnly = false;
        Directory.Delete(Home, recursive: true);
    }

    private sealed class LabCipher : IValueCipher
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public string Encrypt(string plaintext)
        {
            var nonce = RandomNumberGenerator.GetBytes(12);
            var (bytes, tag) = (Encoding.UTF8.GetBytes(plaintext), new byte[16]);
            var sealed_ = new byte[bytes.Length];
            using var aes = new AesGcm(_key, 16);
            aes.Encrypt(nonce, bytes, sealed_, tag);
            return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String([.. sealed_, .. tag])}";
        }

        public string Decrypt(string ciphertext)
        {
            var parts = ciphertext.Split(':');
            var data = Convert.FromBase64String(parts[2]);
            var bytes = new byte[data.Length - 16];
            using var aes = new AesGcm(_key, 16);
            aes.Decrypt(Convert.FromBase64String(parts[1]), data[..^16], data[^16..], bytes);
            return Encoding.UTF8.GetString(bytes);
        }
    }
}

/// <summary>A provider, asked as the engine asks.</summary>
public sealed class Provider(IResourceProvider provider)
{
    public IResourceProvider Inner => provider;

    public static PropertyMap Map(params (string, PropertyValue)[] properties) => PropertyMap.Of(properties);

    public static PropertyValue List(params PropertyValue[] items) => PropertyValue.List(items);

    public Task<CheckResult> Check(string type, PropertyMap inputs, PropertyMap? old = null, string name = "thing") =>
        provider.CheckAsync(new CheckRequest(Urn(type, name), type, name, old, inputs), default);

    public async Task<string> Problems(string type, PropertyMap inputs) =>
        string.Join("\n", (await Check(type, inputs)).Failures.Select(f => $"{f.Property}: {f.Reason}"));

    public async Task<Made> Create(string type, PropertyMap inputs, string name = "thing")
    {
        var check = await Check(type, inputs, name: name);
        Assert.Empty(check.Failures);
        var state = await provider.CreateAsync(new CreateRequest(Urn(type, name), type, name, check.Inputs, Preview: false), default);
        return new Made(type, state.Id!, check.Inputs, state.Outputs);
    }

    public async Task<Made> Preview(string type, PropertyMap inputs)
    {
        var check = await Check(type, inputs);
        Assert.Empty(check.Failures);
        var state = await provider.CreateAsync(new CreateRequest(Urn(type, "thing"), type, "thing", check.Inputs, Preview: true), default);
        Assert.Null(state.Id);
        return new Made(type, "", check.Inputs, state.Outputs);
    }

    public async Task<string> Refusal(string type, PropertyMap inputs) =>
        (await Assert.ThrowsAsync<ProviderException>(() => Create(type, inputs))).Message;

    public Task<DiffResult> Diff(Made there, PropertyMap inputs) => provider.DiffAsync(
        new DiffRequest(Urn(there.Type, "thing"), there.Type, there.Id, there.Inputs, there.Outputs, inputs, []), default);

    public async Task<Made> Update(Made there, PropertyMap inputs, bool preview = false)
    {
        var check = await Check(there.Type, inputs, there.Inputs);
        Assert.Empty(check.Failures);
        var outputs = await provider.UpdateAsync(
            new UpdateRequest(Urn(there.Type, "thing"), there.Type, there.Id, there.Inputs, there.Outputs, check.Inputs, [], preview), default);
        return there with { Inputs = check.Inputs, Outputs = outputs };
    }

    public Task Delete(Made there) =>
        provider.DeleteAsync(new DeleteRequest(Urn(there.Type, "thing"), there.Type, there.Id, there.Inputs, there.Outputs), default);

    public Task<ReadState?> Read(Made there) =>
        provider.ReadAsync(new ReadStateRequest(Urn(there.Type, "thing"), there.Type, "thing", there.Id, there.Inputs, there.Outputs), default);

    public Task<ReadState?> Import(string type, string id) =>
        provider.ReadAsync(new ReadStateRequest(Urn(type, "thing"), type, "thing", id, PropertyMap.Empty, PropertyMap.Empty), default);

    private static string Urn(string type, string name) => $"urn:pulumi:dev::slipway::{type}::{name}";
}

/// <summary>A resource as the engine has it in its state.</summary>
public sealed record Made(string Type, string Id, PropertyMap Inputs, PropertyMap Outputs)
{
    public string Text(string output) => Outputs.Find(output)?.AsString ?? "";
}
