namespace Slipway.EndToEnd.Reconciling;

/// <summary>A credential that is missing or wrong fails at the object that needs it, with a message that names the cause.</summary>
public sealed class CredentialsTests : IDisposable
{
    private const string Stranger = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    private readonly SlipwayProcess _slipway = new();
    private readonly LabFleet _fleet;

    public CredentialsTests() => _fleet = new LabFleet(_slipway);

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_deploy_key_that_was_removed_fails_the_fetch_and_what_runs_goes_on()
    {
        await _slipway.UpDevAsync();
        Remove("clouds/github/_keys", (_, text) => text.Contains("acme/fleet-infrastructure", StringComparison.Ordinal));

        var reconciled = await _slipway.RunAsync(1, "reconcile", "dev");

        Assert.Matches(@"gitrepository/fleet-infrastructure.*False\s+False\s+failed to checkout and determine revision: .*ssh: unable to authenticate", reconciled.Out);
        Assert.All(await _fleet.LayersAsync("dev", exitCode: 1), l => Assert.True(l.Ready, l.Message));
    }

    [Fact]
    public async Task A_file_for_a_foreign_recipient_is_not_opened_and_the_message_says_for_whom_it_is()
    {
        await _slipway.UpDevAsync();
        var file = _slipway.Scratch("foreign.sops.yaml");
        await File.WriteAllTextAsync(file, "apiVersion: v1\nkind: Secret\nmetadata:\n  name: cluster-secrets\n  namespace: flux-system\nstringData:\n  password: hidden\n");
        await _slipway.RunAsync(0, "secrets", "seal", file, "--recipient", Stranger);
        await _fleet.CommitAsync("fleet-infrastructure", "clusters/dev/secrets/cluster-secrets.sops.yaml", _ => File.ReadAllText(file));

        await _slipway.RunAsync(1, "reconcile", "dev");

        var message = (await _fleet.LayersAsync("dev", exitCode: 1)).Single(l => l.Name == "secrets").Message;
        Assert.StartsWith("decryption failed for 'cluster-secrets'", message, StringComparison.Ordinal);
        Assert.Contains($"it is for {Stranger}", message, StringComparison.Ordinal);
        Assert.Contains("(clusters/dev/secrets/cluster-secrets.sops.yaml)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_pod_identity_association_flux_opens_no_secret()
    {
        await _slipway.UpAllAsync();
        Remove("clouds/aws", (path, text) => path.Contains("podIdentityAssociation/", StringComparison.Ordinal)
            && text.Contains("kustomize-controller", StringComparison.Ordinal) && text.Contains("slipway-staging", StringComparison.Ordinal));

        Assert.Contains(
            "slipway-staging has no EKS Pod Identity association for service account flux-system/kustomize-controller", await SecretsFailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_roles_policy_flux_opens_no_secret()
    {
        await _slipway.UpAllAsync();
        Remove("clouds/aws", (path, text) => path.Contains("rolePolicy/", StringComparison.Ordinal) && text.Contains("kms:Decrypt", StringComparison.Ordinal)
            && text.Contains("secrets-identity", StringComparison.Ordinal));

        Assert.Matches(
            "AccessDeniedException: User: arn:aws:iam::[0-9]+:role/secrets-identity-[0-9a-f]+ is not authorized to perform: kms:Decrypt on resource: .* because no identity-based policy allows",
            await SecretsFailAsync());
    }

    [Fact]
    public async Task A_key_whose_policy_does_not_have_the_role_opens_no_secret()
    {
        await _slipway.UpAllAsync();
        var key = Assert.Single(Files("clouds/aws"), f => Path.GetDirectoryName(f)!.EndsWith("kms/key", StringComparison.Ordinal)
            && File.ReadAllText(f).Contains("\"Data keys of the sealed files of staging\"", StringComparison.Ordinal));
        var text = await File.ReadAllTextAsync(key);
        Assert.Contains(":root", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(key, text.Replace(":root", ":role/somebody-else", StringComparison.Ordinal));

        Assert.Contains("because no resource-based policy allows the kms:Decrypt action", await SecretsFailAsync(), StringComparison.Ordinal);
    }

    private async Task<string> SecretsFailAsync()
    {
        await _slipway.RunAsync(1, "reconcile", "staging");
        var secrets = (await _fleet.LayersAsync("staging", exitCode: 1)).Single(l => l.Name == "secrets");
        Assert.False(secrets.Ready);
        return secrets.Message;
    }

    private IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(_slipway.Home, folder), "*.json", SearchOption.AllDirectories);

    private void Remove(string folder, Func<string, string, bool> isMeant)
    {
        var found = Files(folder).Where(f => isMeant(f, File.ReadAllText(f))).ToList();
        Assert.NotEmpty(found);
        found.ForEach(File.Delete);
    }
}
