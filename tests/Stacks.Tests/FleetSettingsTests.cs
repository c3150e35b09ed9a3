using Slipway.Infra.Repositories;
using Slipway.Stacks.Settings;

namespace Slipway.Stacks.Tests;

public sealed class FleetSettingsTests
{
    private const string Pem = "-----BEGIN RSA PRIVATE KEY-----\\nc2VjcmV0\\n-----END RSA PRIVATE KEY-----\\n";

    [Fact]
    public void What_is_left_out_is_safe()
    {
        var settings = StackYaml.Read(StackYaml.Sound);

        Assert.Equal((GitAuth.DeployKey, 1, false, null), (settings.Fleet.Auth, settings.Fleet.KeyGeneration, settings.Fleet.ImageAutomation, settings.Fleet.WebhookHost));
        var governance = Assert.IsType<FleetGovernance>(settings.Fleet.Governance);
        Assert.Equal(1, governance.Review.Approvals);
        Assert.Equal(AutomationIdentity.OfApp(4711), governance.Automation);
        Assert.False(settings.ProtectRepositories);
    }

    [Theory]
    [InlineData("production", "", true)]
    [InlineData("production", "protect: false", false)]
    [InlineData("development", "", false)]
    [InlineData("development", "protect: true", true)]
    public void Repositories_are_protected_as_the_tier_or_the_configuration_says(string tier, string protect, bool expected)
    {
        var settings = StackYaml.Read(Fleet(protect.Length == 0 ? "reviews: 1" : protect)
            .Replace("tier: development", $"tier: {tier}", StringComparison.Ordinal)
            .Replace("deletionProtection: false", "deletionProtection: true", StringComparison.Ordinal)
            .Replace("min: 1", "min: 2", StringComparison.Ordinal));

        Assert.Equal(expected, settings.ProtectRepositories);
    }

    [Fact]
    public void Governance_is_read()
    {
        var governance = StackYaml.Read(Fleet(
            "reviews: 2, statusChecks: [check, preview], topics: [gitops], teams: [{ team: platform, permission: maintain }], "
            + "environments: [{ name: prod, reviewers: { teams: [platform], users: [ada] } }]".Trim())).Fleet.Governance!;

        Assert.Equal((2, "check preview"), (governance.Review.Approvals, string.Join(' ', governance.Review.StatusChecks)));
        Assert.Equal(new TeamAccess("platform", TeamPermission.Maintain), Assert.Single(governance.Teams));
        var environment = Assert.Single(governance.Environments);
        Assert.Equal(("prod", "prod-v*", "platform", "ada"), (environment.Name, environment.ReleaseTags, environment.Teams[0], environment.Users[0]));
    }

    [Theory]
    [InlineData("reviews: 11", "slipway:fleet.reviews: is 11; it is between 0 and 10")]
    [InlineData("reviews: two", "slipway:fleet.reviews: is the text 'two'; it is a whole number")]
    [InlineData("protect: maybe", "slipway:fleet.protect: is the text 'maybe'; it is true or false")]
    [InlineData("auth: token", "slipway:fleet.auth: 'token' is none of deployKey, app")]
    [InlineData("auth: app", "slipway:githubApp: is missing; slipway:fleet.auth is app, which needs the App's id, installationOwner and privateKey")]
    [InlineData("keyGeneration: 0", "slipway:fleet.keyGeneration: is 0; it is between 1 and 9999")]
    [InlineData("webhookHost: 'https://flux.example.org/hook'",
        "slipway:fleet.webhookHost: 'https://flux.example.org/hook' is no host name; write it like flux.dev.example.org, without https:// and path")]
    [InlineData("topics: [GitOps]", "slipway:fleet.topics[0]: 'GitOps' is no GitHub topic; lower-case letters, digits and hyphens, at most 50")]
    [InlineData("topics: [gitops, gitops]", "slipway:fleet.topics: 'gitops' stands 2 times")]
    [InlineData("statusChecks: [check, check]", "slipway:fleet.statusChecks: 'check' stands 2 times")]
    [InlineData("statusChecks: check", "slipway:fleet.statusChecks: is the text 'check'; it is a list")]
    [InlineData("teams: [{ team: Platform Team, permission: push }]", "slipway:fleet.teams[0].team: 'Platform Team' is no slug of a team; write it as in the team's address, like platform-team")]
    [InlineData("teams: [{ team: platform, permission: write }]", "slipway:fleet.teams[0].permission: 'write' is none of pull, triage, push, maintain, admin")]
    [InlineData("teams: [{ team: platform }]", "slipway:fleet.teams[0].permission: is missing")]
    [InlineData("environments: [{ name: Prod }]", "slipway:fleet.environments[0].name: 'Prod' is no name of an environment; lower-case letters, digits and hyphens")]
    [InlineData("environments: [{ name: prod }, { name: prod }]", "slipway:fleet.environments: 'prod' stands 2 times")]
    [InlineData("environments: [{ name: prod, reviewers: { teams: [a, b, c, d], users: [e, f, g] } }]",
        "slipway:fleet.environments[0].reviewers: names 7; GitHub takes 6 at most, teams and users together")]
    [InlineData("environments: [{ name: prod, reviewers: { users: [-ada] } }]",
        "slipway:fleet.environments[0].reviewers.users[0]: '-ada' is no GitHub login; letters, digits and single hyphens, at most 39")]
    [InlineData("environments: [{ name: prod, tags: x }]", "slipway:fleet.environments[0].tags: is no key here; the keys are name, reviewers")]
    public void A_wrong_value_has_one_message(string entry, string message) => Assert.Equal([message], WithoutPlaces(Fleet(entry)));

    [Theory]
    [InlineData("{ app: 4711 }", "{}", "slipway:fleet.automation: names one identity: app with a GitHub App's id, or organizationAdmin: true")]
    [InlineData("{ app: 4711 }", "{ app: 4711, organizationAdmin: true }", "slipway:fleet.automation: names one identity: app with a GitHub App's id, or organizationAdmin: true")]
    [InlineData("{ app: 4711 }", "{ app: slipway }", "slipway:fleet.automation.app: is the text 'slipway'; it is a whole number")]
    [InlineData("    automation: { app: 4711 }\n", "", "slipway:fleet.automation: is missing")]
    [InlineData("    owner: true\n", "    owner: false\n", "slipway:fleet.automation: governs the repositories, which the environment with fleet.owner: true does alone; set it there")]
    [InlineData("repository: fleet-apps", "repository: Fleet-Infrastructure", "slipway:fleet.apps.repository: is 'Fleet-Infrastructure', as the infrastructure repository; they are two")]
    public void A_wrong_identity_or_owner_has_one_message(string part, string instead, string message)
    {
        Assert.Contains(part, StackYaml.Sound, StringComparison.Ordinal);
        Assert.Equal([message], WithoutPlaces(StackYaml.Sound.Replace(part, instead, StringComparison.Ordinal)));
    }

    [Fact]
    public void Image_automation_has_no_place_in_production() => Assert.Contains(
        "slipway:fleet.imageAutomation: is true; it writes to Git by itself, so it has no place in an environment of slipway:tier production",
        WithoutPlaces(Fleet("imageAutomation: true").Replace("tier: development", "tier: production", StringComparison.Ordinal)));

    [Theory]
    [InlineData("id: 1, installationOwner: acme", "slipway:githubApp.privateKey: is missing")]
    [InlineData("id: 0, installationOwner: acme, privateKey: PEM", "slipway:githubApp.id: is 0; it is between 1 and 2147483647")]
    [InlineData("id: 1, installationOwner: acme, privateKey: PEM", "slipway:githubApp: is set, but slipway:fleet.auth is not app, so nothing uses it; remove one or set the other")]
    public void A_wrong_app_has_its_message(string app, string message) =>
        Assert.Contains(message, WithoutPlaces($"{StackYaml.Sound}\n  slipway:githubApp: {{ {app.Replace("PEM", $"\"{Pem}\"", StringComparison.Ordinal)} }}\n"));

    [Theory]
    [InlineData("installationOwner: other", "slipway:githubApp.installationOwner: is 'other', but the repositories belong to 'acme' (github:owner); the App reads where it is installed")]
    [InlineData("imageAutomation: true", "slipway:fleet.imageAutomation: is true, but with auth: app no key is made that may write; use auth: deployKey in this environment")]
    [InlineData("keyGeneration: 2", "slipway:fleet.keyGeneration: is 2, but with auth: app there are no deploy keys; remove it")]
    public void What_does_not_go_with_an_app_is_refused(string entry, string message)
    {
        var yaml = entry.StartsWith("installation", StringComparison.Ordinal)
            ? WithApp("auth: app", entry)
            : WithApp($"auth: app, {entry}", "installationOwner: acme");

        Assert.Contains(message, WithoutPlaces(yaml));
    }

    [Fact]
    public void A_private_key_in_plain_text_is_refused_and_not_shown()
    {
        var problem = Assert.Single(WithoutPlaces(WithApp("auth: app", "installationOwner: acme")));

        Assert.Equal(
            "slipway:githubApp.privateKey: stands in plain text; revoke that key, and set a new one with `pulumi config set --secret --path slipway:githubApp.privateKey`",
            problem);
        Assert.DoesNotContain("c2VjcmV0", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_key_that_is_none_is_refused_and_not_shown() => Assert.Equal(
        ["slipway:githubApp.privateKey: is no private key in PEM form; give it whole, from -----BEGIN RSA PRIVATE KEY----- to the last line"],
        WithoutPlaces(WithApp("auth: app", "installationOwner: acme").Replace(Pem, "hunter2", StringComparison.Ordinal)));

    [Fact]
    public void A_private_key_never_shows_in_a_text_of_the_settings()
    {
        var settings = new GitHubAppSettings(1, "acme", new SecretText("hunter2"));

        Assert.Contains("[secret]", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner: true", "slipway:fleet.owner: is true here and in prod; one environment makes and governs the repositories, the others adopt them")]
    [InlineData("imageAutomation: true", "slipway:fleet.imageAutomation: is true here and in prod; one key may write to Git, so two automations never overwrite each other")]
    public void What_one_environment_alone_may_be_is_looked_for_in_the_others(string entry, string message)
    {
        var yaml = Fleet("imageAutomation: true");
        var siblings = SiblingStacks.Of([("prod", $"config:\n  slipway:fleet:\n    {entry}\n"), ("staging", "config:\n  slipway:fleet:\n    owner: false\n"), ("broken", "config: [")]);

        var problem = Assert.Throws<SettingsException>(() =>
            PlatformSettings.Read("dev", StackYaml.Values(yaml).GetValueOrDefault, YamlPlaces.None, siblings));

        Assert.Equal([message], problem.Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Environments_that_keep_apart_are_fine() => Assert.True(PlatformSettings.Read(
        "dev", StackYaml.Values(Fleet("imageAutomation: true")).GetValueOrDefault, YamlPlaces.None, SiblingStacks.Of([("prod", "config:\n  slipway:fleet:\n    owner: false\n")])).Fleet.Owner);

    private static string Fleet(string entries) => StackYaml.Sound.Replace(
        "    owner: true\n", string.Concat(Entries(entries).Prepend("owner: true").Select(e => $"    {e}\n")), StringComparison.Ordinal);

    private static string WithApp(string fleet, string app) =>
        $"{Fleet(fleet)}\n  slipway:githubApp:\n    id: 4711\n    {app}\n    privateKey: \"{Pem}\"\n";

    // Entries of a map in flow style, one each; commas inside brackets belong to their entry.
    private static IEnumerable<string> Entries(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '[' or '{' => 1, ']' or '}' => -1, _ => 0 };
            if (depth == 0 && text[i] == ',')
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }
        yield return text[start..].Trim();
    }

    private static string[] WithoutPlaces(string yaml) =>
        Assert.Throws<SettingsException>(() => StackYaml.Read(yaml)).Problems.Select(p => $"{p.Path}: {p.Message}").ToArray();
}
