using Slipway.Components.Flux;
using Slipway.Components.Secrets;
using Slipway.Stacks.Settings;

namespace Slipway.Stacks.Tests;

public sealed class SecretsSettingsTests
{
    private const string Recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    [Fact]
    public void What_is_left_out_is_a_key_in_kms_and_what_the_fleet_uses_made_up()
    {
        var secrets = StackYaml.Read(StackYaml.Sound).Secrets;

        Assert.Equal((SecretsProvider.Kms, 1), (secrets.Provider, secrets.Generation));
        Assert.Empty(secrets.Cluster.Given);
        Assert.Equal(SecretsSettings.FleetValues, secrets.Cluster.Generated);
    }

    [Fact]
    public void A_given_value_is_not_made_up()
    {
        var secrets = Read("values: { harbor_admin_password: { secure: v1:a:b } }", """{"values":{"harbor_admin_password":"s3cr3t"}}""");

        Assert.Equal("[secret]", secrets.Cluster.Given["harbor_admin_password"].ToString());
        Assert.DoesNotContain("harbor_admin_password", secrets.Cluster.Generated.Keys);
        Assert.Contains("harbor_secret_key", secrets.Cluster.Generated.Keys);
    }

    [Fact]
    public void Everything_is_read()
    {
        var secrets = StackYaml.Read(Secrets($"provider: age, recovery: [{Recipient}], generation: 2, generated: {{ token: 20 }}, apps: {{ mail: {{ namespace: shop, generated: {{ password: 24 }} }} }}")).Secrets;

        Assert.Equal((SecretsProvider.Age, Recipient, 2), (secrets.Provider, Assert.Single(secrets.Recovery).ToString(), secrets.Generation));
        Assert.Equal(20, Assert.Single(secrets.Cluster.Generated).Value);
        var app = Assert.Single(secrets.Apps);
        Assert.Equal(("mail", "shop", 24), (app.Name, app.Namespace, app.Values.Generated["password"]));
    }

    [Theory]
    [InlineData("provider: vault", "slipway:secrets.provider: 'vault' is none of kms, age")]
    [InlineData("generation: 0", "slipway:secrets.generation: is 0; it is between 1 and 9999")]
    [InlineData("recovery: [age1nobody]", "slipway:secrets.recovery[0]: ")]
    [InlineData($"recovery: [{Recipient}, {Recipient}]", $"slipway:secrets.recovery: '{Recipient}' stands 2 times")]
    [InlineData("generated: { harbor-key: 20 }", "slipway:secrets.generated.harbor-key: 'harbor-key' is no name of a variable in manifests; letters, digits and underscores, a letter or an underscore first")]
    [InlineData("generated: { key: 8 }", "slipway:secrets.generated.key: is 8; it is between 16 and 128")]
    [InlineData("apps: { Mail: { namespace: shop, generated: { a: 20 } } }", "slipway:secrets.apps.Mail: 'Mail' is no name in Kubernetes; lower-case letters, digits and hyphens, at most 63")]
    [InlineData("apps: { mail: { generated: { a: 20 } } }", "slipway:secrets.apps.mail.namespace: is missing")]
    [InlineData("apps: { mail: { namespace: shop } }", "slipway:secrets.apps.mail: has no values; give it values, generated, or remove it")]
    [InlineData("apps: { mail: { namespace: shop, generated: { a/b: 20 } } }", "slipway:secrets.apps.mail.generated.a/b: 'a/b' is no entry of a Secret; letters, digits, '-', '_' and '.', at most 253")]
    [InlineData("apps: { cluster-secrets: { namespace: shop, generated: { a: 20 } } }", "slipway:secrets.apps.cluster-secrets: has the name of the environment's own; its values are slipway:secrets.values")]
    [InlineData("values: plain", "slipway:secrets.values: is no object; it has a key for each secret")]
    [InlineData("values: { pin: 4711 }", "slipway:secrets.values.pin: is no text; write it in quotes")]
    [InlineData("rotate: true", "slipway:secrets.rotate: is no key here; the keys are values, provider, recovery, generation, generated, apps")]
    public void A_wrong_value_has_its_message(string entry, string message) =>
        Assert.Contains(StackYaml.Problems(Secrets(entry)), p => p.StartsWith(message, StringComparison.Ordinal));

    [Fact]
    public void A_value_in_plain_text_is_refused_and_not_repeated()
    {
        var problem = Assert.Single(StackYaml.Problems(Secrets("values: { webhook: hunter2hunter2 }")));

        Assert.StartsWith("slipway:secrets.values.webhook: stands in plain text; replace that secret where it is used, and set the new one with `pulumi config set --secret", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_given_and_made_up_is_refused() => Assert.Contains(
        "slipway:secrets.generated.token: is given in slipway:secrets.values too; remove one of the two",
        string.Join('\n', Assert.Throws<SettingsException>(() =>
            Read("values: { token: { secure: v1:a:b } }", """{"values":{"token":"s3cr3t"},"generated":{"token":20}}""")).Problems));

    [Theory]
    [InlineData("hunter2: swordfish")]
    [InlineData("hunter2 swordfish")]
    [InlineData("hunter2\\nswordfish")]
    [InlineData("1234567890123456")]
    [InlineData("*hunter2")]
    [InlineData("hunter2$swordfish")]
    [InlineData("hunter2:")]
    public void A_value_that_could_break_a_manifest_is_refused_and_not_repeated(string value)
    {
        var problem = Assert.Single(Assert.Throws<SettingsException>(() =>
            Read("values: { token: { secure: v1:a:b } }", $$$"""{"values":{"token":"{{{value}}}"}}""")).Problems).ToString();

        Assert.StartsWith("slipway:secrets.values.token: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(value, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void In_production_an_age_identity_is_not_the_only_one_that_opens_the_files() => Assert.Contains(
        StackYaml.Problems(Secrets("provider: age").Replace("tier: development", "tier: production", StringComparison.Ordinal)),
        p => p.StartsWith("slipway:secrets.recovery: is empty, and the age identity is in the stack's state alone", StringComparison.Ordinal));

    [Fact]
    public void Flux_is_sized_and_limited_as_configured()
    {
        var flux = StackYaml.Read(Flux("size: large, sourceWatcher: true, shards: [shard1], limits: { helm-controller: { memory: 2Gi } }")).Flux;

        Assert.Equal((FluxSize.Large, true, "shard1"), (flux.Size, flux.SourceWatcher, Assert.Single(flux.Shards)));
        Assert.Equal(new ControllerLimits(null, "2Gi"), flux.Limits["helm-controller"]);
    }

    [Theory]
    [InlineData("size: huge", "slipway:flux.size: 'huge' is none of small, medium, large")]
    [InlineData("shards: [a, a]", "slipway:flux.shards: 'a' stands 2 times")]
    [InlineData("limits: { helm: { cpu: 1 } }", "slipway:flux.limits.helm: is no controller of Flux; they are source-controller, kustomize-controller, helm-controller, notification-controller, image-reflector-controller, image-automation-controller, source-watcher")]
    [InlineData("limits: { source-watcher: { cpu: \"1\" } }", "slipway:flux.limits.source-watcher: is not among the controllers of this environment; they are source-controller, kustomize-controller, helm-controller, notification-controller")]
    [InlineData("limits: { helm-controller: {} }", "slipway:flux.limits.helm-controller: limits nothing; give it cpu, memory or both, or remove it")]
    [InlineData("limits: { helm-controller: { cpu: \"0\" } }", "slipway:flux.limits.helm-controller.cpu: '0' is no amount of CPU; write it like 2 or 1500m")]
    [InlineData("limits: { helm-controller: { memory: 1G } }", "slipway:flux.limits.helm-controller.memory: '1G' is no amount of memory; write it like 512Mi or 1Gi")]
    public void A_wrong_value_about_flux_has_its_message(string entry, string message) =>
        Assert.Contains(StackYaml.Problems(Flux(entry)), p => p.StartsWith(message, StringComparison.Ordinal));

    private static string Secrets(string entries) => $"{StackYaml.Sound}\n  slipway:secrets: {{ {entries} }}\n";

    private static string Flux(string entries) =>
        StackYaml.Sound.Replace("    interval: 1m", string.Concat(Entries(entries).Select(e => $"    {e}\n")).TrimEnd(), StringComparison.Ordinal);

    // One flow mapping is one line, so its entries become lines of the section.
    private static IEnumerable<string> Entries(string entries)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            depth += entries[i] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (entries[i] == ',' && depth == 0)
            {
                yield return entries[start..i].Trim();
                start = i + 1;
            }
        }
        yield return entries[start..].Trim();
    }

    private static SecretsSettings Read(string entries, string json)
    {
        var yaml = Secrets(entries);
        var values = StackYaml.Values(yaml);
        values["slipway:secrets"] = json;
        return PlatformSettings.Read("dev", values.GetValueOrDefault, YamlPlaces.In("Pulumi.dev.yaml", yaml)).Secrets;
    }
}
