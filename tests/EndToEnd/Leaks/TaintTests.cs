using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Slipway.Components.Sops;

namespace Slipway.EndToEnd.Leaks;

[UnsupportedOSPlatform("windows")]
public sealed class TaintTests : IDisposable
{
    private const string Passphrase = SecretConfig.Passphrase;

    // What a shell of a user's may hold and the lab has no use for.
    private static readonly string[] Bystanders = ["GITHUB_TOKEN", "PULUMI_ACCESS_TOKEN", "AWS_SECRET_ACCESS_KEY", "SOPS_AGE_KEY"];
    private static readonly string[] Environments = ["dev", "staging", "prod"];

    private readonly SlipwayProcess _slipway = new();
    private readonly RecordedGit _git;

    public TaintTests()
    {
        _git = new RecordedGit(_slipway);
        foreach (var name in Bystanders)
            _slipway.Environment[name] = name == "SOPS_AGE_KEY" ? AgeIdentity.FromSecret(RandomNumberGenerator.GetBytes(32)).Encode() : $"bystander-{name}-0123456789";
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = Passphrase;
        _slipway.Edit("Pulumi.dev.yaml", "  slipway:secrets:\n    provider: age\n", "");
        foreach (var environment in Environments)
        {
            var provider = environment == "dev" ? "age" : "kms";
            SecretConfig.Add(
                _slipway,
                environment,
                ciphertext => $"  slipway:secrets:\n    provider: {provider}\n    apps:\n      mail:\n        namespace: shop\n        values:\n          password:\n            secure: {ciphertext}\n",
                PasswordOf(environment));
        }
    }

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task No_secret_stands_anywhere_after_all_commands_in_all_environments()
    {
        foreach (var environment in Environments)
            await _slipway.RunAsync(0, "up", environment, "--yes", "--diff");
        // Staging and prod seal alike.
        await LookAtAsync("dev");
        await LookAtAsync("staging");
        await _slipway.RunAsync(0, "report", "prod");
        // Promotion's git is the user's: on a runner, its credential helper reads that token.
        _slipway.Environment.Remove("GITHUB_TOKEN");
        await _slipway.RunAsync(0, "promote", "staging", "1.0.0", "--yes", "--merge", "--json");
        _slipway.Environment["GITHUB_TOKEN"] = "bystander-GITHUB_TOKEN-0123456789";
        await CompareAsync();

        await AssertNowhereAsync(Environments);
    }

    [Fact]
    public async Task No_secret_stands_anywhere_after_runs_that_fail()
    {
        // A Secret of the cluster, a wrapped data key, and a commit of a sealed file: each fails when what it needs is at hand.
        _slipway.Environment["SLIPWAY_LAB_FAULTS"] = "kubernetes:core/v1:Secret=create:once,github:index/repositoryFile:RepositoryFile=create:3";
        await _slipway.RunAsync(1, "up", "dev", "--yes", "--json", "--diff");
        _slipway.Environment["SLIPWAY_LAB_FAULTS"] = "aws:kms/ciphertext:Ciphertext=create:once";
        await _slipway.RunAsync(0, "up", "dev", "--yes");
        await _slipway.RunAsync(1, "up", "staging", "--yes");
        _slipway.Environment.Remove("SLIPWAY_LAB_FAULTS");
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = Passphrase + "!";
        await _slipway.RunAsync(2, "up", "dev", "--yes");
        _slipway.Environment["PULUMI_CONFIG_PASSPHRASE"] = Passphrase;
        foreach (var file in (string[])["stacks/slipway/dev.json", "key.json"])
            await WhileDamagedAsync(Path.Combine(_slipway.Home, file), text => text[..(text.Length / 2)], () => _slipway.RunAsync(2, "preview", "dev"));
        await WhileDamagedAsync(
            Path.Combine(_slipway.Project, "Pulumi.dev.yaml"),
            text => text.Replace("secure: v1:", "secure: v1:AAAA", StringComparison.Ordinal),
            () => _slipway.RunAsync(2, "preview", "dev"));
        await ReconcileDamagedAsync();

        await AssertNowhereAsync(["dev"]);
        // The search does see what is there.
        await File.WriteAllTextAsync(Path.Combine(_slipway.Temporary, "left"), Convert.ToBase64String(Encoding.UTF8.GetBytes(PasswordOf("dev"))));
        Assert.Contains(await LeaksAsync(["dev"]), l => l.Contains("/temporary/left holds", StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_that_does_leak_is_found_in_every_form()
    {
        const string Secret = "pass/word+with \"all\" sorts & <signs> é";
        var taint = new Taint();
        taint.Add("it", Secret);
        var bytes = Encoding.UTF8.GetBytes(Secret);
        string[] leaks =
        [
            $"x={Secret};", Convert.ToHexString(bytes), $"ff{Convert.ToHexStringLower(bytes)}", Uri.EscapeDataString(Secret), System.Net.WebUtility.UrlEncode(Secret),
            System.Text.Json.JsonSerializer.Serialize(Secret), System.Net.WebUtility.HtmlEncode(Secret),
            .. Enumerable.Range(0, 3).Select(n => Convert.ToBase64String([.. "abc"u8[..n], .. bytes, 1, 2])),
            .. Enumerable.Range(0, 3).Select(n => System.Buffers.Text.Base64Url.EncodeToString([.. "abc"u8[..n], .. bytes, 1, 2])),
        ];

        Assert.All(leaks, leak => Assert.NotEmpty(taint.In(Encoding.UTF8.GetBytes(leak))));
        Assert.Empty(taint.In("nothing of the kind"u8));
    }

    private static string PasswordOf(string environment) => $"correct/horse+of the mail \"in\" {environment}";

    private async Task LookAtAsync(string environment)
    {
        await _slipway.RunAsync(0, "preview", environment, "--diff");
        await _slipway.RunAsync(0, "preview", environment, "--diff", "--json");
        await _slipway.RunAsync(0, "refresh", environment, "--yes", "--json", "--diff");
        await _slipway.RunAsync(0, "outputs", environment);
        await _slipway.RunAsync(0, "outputs", environment, "--json");
        await _slipway.RunAsync(0, "state", "export", environment);
        foreach (var command in (string[])["reconcile", "status", "events"])
        {
            // What waits for a release that is still to be tagged is not ready; what is said of it counts here.
            await _slipway.RunAsync(command, environment);
            await _slipway.RunAsync(command, environment, "--json");
        }
        await _slipway.RunAsync(0, "report", environment);
        await _slipway.RunAsync(0, "graph", environment, "--format", "html");
        await _slipway.RunAsync(0, "graph", environment, "--graph", "resources", "--format", "dot");
        await _slipway.RunAsync(0, "lab", "get", environment, "Secret");
        await _slipway.RunAsync(0, "lab", "get", environment, "Secret", "cluster-secrets");
    }

    // A new generation changes every sealed value; the comparison shows both sides of the change.
    private async Task CompareAsync()
    {
        var clone = await CloneAsync();
        await _slipway.GitAsync(clone, "branch", "-q", "before");
        _slipway.Edit("Pulumi.dev.yaml", "    provider: age\n", "    provider: age\n    generation: 2\n");
        await _slipway.RunAsync(0, "preview", "dev", "--diff");
        await _slipway.RunAsync(0, "up", "dev", "--yes", "--json", "--diff");
        await _slipway.GitAsync(clone, "pull", "-q", "--ff-only");
        Assert.Contains("cluster-secrets", (await _slipway.RunAsync(0, "check", clone, "--diff", "before")).Out, StringComparison.Ordinal);
        await _slipway.RunAsync(0, "check", clone, "--diff", "before", "--format", "markdown");
        foreach (var format in (string[])["text", "json", "sarif", "github"])
            await _slipway.RunAsync("check", clone, "--format", format);
        foreach (var environment in Environments)
            await _slipway.RunAsync(0, "secrets", "verify", Path.Combine(clone, "clusters", environment), "--env", environment);
    }

    private async Task ReconcileDamagedAsync()
    {
        var clone = await CloneAsync();
        var file = Path.Combine(clone, "clusters/dev/secrets/cluster-secrets.sops.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("ENC[AES256_GCM,data:", "ENC[AES256_GCM,data:AAAA", StringComparison.Ordinal));
        await _slipway.RunAsync(1, "secrets", "open", file, "--env", "dev");
        await _slipway.RunAsync(1, "secrets", "verify", file, "--env", "dev");
        await _slipway.GitAsync(clone, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qam", "Damage it");
        Assert.Equal(0, (await _slipway.GitAsync(clone, "push", "-q", "origin", "HEAD:main")).ExitCode);
        Assert.Contains("secrets", (await _slipway.RunAsync(1, "reconcile", "dev")).Out, StringComparison.Ordinal);
        await _slipway.RunAsync(1, "status", "dev", "--json");
        await _slipway.GitAsync(clone, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "revert", "--no-edit", "HEAD");
        Assert.Equal(0, (await _slipway.GitAsync(clone, "push", "-q", "origin", "HEAD:main")).ExitCode);
    }

    private static async Task WhileDamagedAsync(string path, Func<string, string> damage, Func<Task> run)
    {
        var sound = await File.ReadAllTextAsync(path);
        Assert.NotEqual(sound, damage(sound));
        await File.WriteAllTextAsync(path, damage(sound));
        await run();
        await File.WriteAllTextAsync(path, sound);
    }

    private async Task<string> CloneAsync()
    {
        var clone = _slipway.Scratch("fleet-infrastructure");
        await _slipway.GitAsync(_slipway.Project, "clone", "-q", Path.Combine(_slipway.Home, "clouds/github/acme/fleet-infrastructure.git"), clone);
        return clone;
    }

    private async Task AssertNowhereAsync(IReadOnlyList<string> environments) => Assert.Empty(await LeaksAsync(environments));

    private async Task<IReadOnlyList<string>> LeaksAsync(IReadOnlyList<string> environments)
    {
        var search = new LeakSearch(_slipway);
        search.AddClouds();
        search.Taint.Add("the passphrase", Passphrase);
        foreach (var name in Bystanders)
            search.Taint.Add(name, _slipway.Environment[name]);
        foreach (var environment in environments)
        {
            search.Taint.Add($"password of {environment}", PasswordOf(environment));
            search.AddState(environment, Passphrase);
            foreach (var file in (string[])["cluster-secrets", "mail"])
                await search.AddSealedAsync(environment, file);
        }
        Assert.NotEmpty(_git.Records);
        // Keys, tokens, data keys, values: fewer would mean that the search has gone blind.
        Assert.True(search.Taint.Secrets > 30 * environments.Count, $"only {search.Taint.Secrets} secrets were gathered");
        return await search.FindAsync(_git.Records);
    }
}
