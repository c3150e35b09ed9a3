using System.Collections.Immutable;
using System.Text;
using BenchmarkDotNet.Attributes;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Components.Sops;

namespace Slipway.Bench;

/// <summary>The pure code that checks, sealing and reconciling spend their time in. BenchmarkDotNet makes the instances, and calls the benchmarks.</summary>
[MemoryDiagnoser]
public class HotCode : IDisposable
{
    private readonly AgeIdentity _identity = AgeIdentity.FromSecret(new byte[32].Select((_, at) => (byte)at).ToArray());
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
    private readonly VariableSet _variables = new([KeyValuePair.Create("domain", new VariableValue("bench.example", IsExact: true, "bench"))]);
    private string _yaml = "";
    private ImmutableArray<YamlMap> _manifests = [];
    private string _secret = "";
    private byte[] _plain = [];
    private byte[] _encrypted = [];
    private SopsSealing? _sealing;

    /// <summary>The sizes that are measured.</summary>
    public static ImmutableArray<int> Sizes { get; set; } = [];

    /// <summary>Objects of a file or overlay, values of a Secret, KiB of a message.</summary>
    [ParamsSource(nameof(Sizes))]
    public int Size { get; set; }

    /// <summary>Makes what the benchmarks take.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _yaml = string.Concat(Enumerable.Range(0, Size).Select(at => $"---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-{at}\n  labels: {{app: web}}\ndata:\n  host: app-{at}.${{domain}}\n  level: \"3\"\n"));
        _manifests = [.. YamlReader.Read("objects.yaml", _yaml).Documents.OfType<YamlMap>()];
        File.WriteAllText(Path.Combine(_folder, "objects.yaml"), _yaml);
        File.WriteAllText(Path.Combine(_folder, "kustomization.yaml"), "namespace: bench\nnamePrefix: a-\nresources: [objects.yaml]\nlabels:\n  - pairs: {team: bench}\n");
        _secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: bench\nstringData:\n" + string.Concat(Enumerable.Range(0, Size).Select(at => $"  key-{at}: value-{at}\n"));
        var key = SealingKey.From(Encoding.ASCII.GetBytes(new string('s', 32)), "bench", 1);
        _sealing = new SopsSealing { DataKey = key.DataKey("bench"), Entropy = key.Entropy("bench"), Age = [_identity.Recipient] };
        _plain = new byte[Size * 1024];
        _encrypted = AgeFile.Encrypt(_plain, [_identity.Recipient]);
    }

    /// <summary>Reads YAML with its places.</summary>
    [Benchmark(Description = "read YAML, objects")]
    public object ReadYaml() => YamlReader.Read("objects.yaml", _yaml);

    /// <summary>Builds a kustomization, its files included.</summary>
    [Benchmark(Description = "build a kustomization, objects")]
    public object Build() => new KustomizeBuilder(FleetTree.In(_folder)).Build("");

    /// <summary>Substitutes variables.</summary>
    [Benchmark(Description = "substitute, objects")]
    public int Substitute() => _manifests.Sum(manifest => Substitution.Of(manifest, _variables).Uses.Length);

    /// <summary>Seals a Secret.</summary>
    [Benchmark(Description = "seal with SOPS, values")]
    public string Seal() => SopsFile.Seal(_secret, _sealing!);

    /// <summary>Encrypts with age.</summary>
    [Benchmark(Description = "age encrypt, KiB")]
    public byte[] Encrypt() => AgeFile.Encrypt(_plain, [_identity.Recipient]);

    /// <summary>Decrypts with age.</summary>
    [Benchmark(Description = "age decrypt, KiB")]
    public byte[] Decrypt() => AgeFile.Decrypt(_encrypted, [_identity]);

    /// <summary>Deletes what was made.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
