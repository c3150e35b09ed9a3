using Slipway.Components.Sops;

namespace Slipway.EndToEnd.Reconciling;

/// <summary>While keys are rotated there is no moment in which Flux cannot fetch or decrypt.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private const string File = "clusters/dev/secrets/cluster-secrets.sops.yaml";

    private readonly SlipwayProcess _slipway = new();
    private readonly LabFleet _fleet;

    public KeyRotationTests() => _fleet = new LabFleet(_slipway);

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task Wherever_a_rotation_of_deploy_keys_stops_flux_fetches_and_the_next_update_goes_on()
    {
        await _slipway.UpDevAsync();
        _slipway.Edit("Pulumi.dev.yaml", "    imageAutomation: true\n", "    imageAutomation: true\n    keyGeneration: 2\n");

        // Before the new key is registered, before the cluster has it, before the old one is gone.
        foreach (var stop in (string[])["github:index/repositoryDeployKey:RepositoryDeployKey=create:always", "kubernetes:core/v1:Secret=update:always", "github:index/repositoryDeployKey:RepositoryDeployKey=delete:always"])
        {
            _slipway.Environment["SLIPWAY_LAB_FAULTS"] = stop;
            await _slipway.RunAsync(1, "up", "dev", "--yes");
            _slipway.Environment.Clear();
            await _slipway.RunAsync(0, "reconcile", "dev");
        }

        await _slipway.RunAsync(0, "up", "dev", "--yes", "--no-reconcile");
        await _slipway.RunAsync(0, "reconcile", "dev");
    }

    [Fact]
    public async Task At_every_commit_of_a_rotation_of_data_keys_and_recipients_the_clusters_identity_opens_the_files()
    {
        var recovery = AgeIdentity.FromSecret(Enumerable.Repeat((byte)42, 32).ToArray());
        await _slipway.UpDevAsync();
        var cluster = AgeIdentity.Parse(Assert.Single(StateReader.Secrets(_slipway, "dev").Distinct(), s => s.StartsWith("AGE-SECRET-KEY-1", StringComparison.Ordinal)));
        var from = await _fleet.CommitOfAsync("fleet-infrastructure", "main");

        _slipway.Edit("Pulumi.dev.yaml", "    provider: age\n", $"    provider: age\n    generation: 2\n    recovery: [{recovery.Recipient}]\n");
        await _slipway.RunAsync(0, "up", "dev", "--yes");
        _slipway.Edit("Pulumi.dev.yaml", $"    generation: 2\n    recovery: [{recovery.Recipient}]\n", "    generation: 3\n");
        await _slipway.RunAsync(0, "up", "dev", "--yes");

        var commits = (await _fleet.GitAsync("fleet-infrastructure", "rev-list", "--reverse", $"{from}..main")).Split('\n');
        var texts = new List<string> { await AtAsync(from) };
        foreach (var commit in commits)
            texts.Add(await AtAsync(commit));
        Assert.All(texts, text => Assert.Contains("name: cluster-secrets", SopsFile.Open(text, new SopsKeys { Identities = [cluster] }), StringComparison.Ordinal));
        Assert.Equal(3, texts.Distinct().Count());
        // Whoever was added could open it in between, and does not any more.
        Assert.Equal(1, texts.Distinct().Count(text => Opens(text, recovery)));
        await _slipway.RunAsync(0, "reconcile", "dev");
    }

    [Fact]
    public async Task A_new_data_key_under_kms_is_one_that_flux_opens()
    {
        await _slipway.UpAllAsync();
        var before = await _fleet.GitAsync("fleet-infrastructure", "show", "main:clusters/staging/secrets/cluster-secrets.sops.yaml");
        _slipway.Edit("Pulumi.staging.yaml", "config:\n", "config:\n  slipway:secrets:\n    generation: 2\n");

        await _slipway.RunAsync(0, "up", "staging", "--yes");

        Assert.NotEqual(before, await _fleet.GitAsync("fleet-infrastructure", "show", "main:clusters/staging/secrets/cluster-secrets.sops.yaml"));
        Assert.All(await _fleet.LayersAsync("staging"), l => Assert.True(l.Ready, l.Message));
    }

    private Task<string> AtAsync(string commit) => _fleet.GitAsync("fleet-infrastructure", "show", $"{commit}:{File}");

    private static bool Opens(string text, AgeIdentity identity)
    {
        try
        {
            return SopsFile.Open(text, new SopsKeys { Identities = [identity] }).Length > 0;
        }
        catch (SopsException)
        {
            return false;
        }
    }
}
