using Slipway.Components.Apps;

namespace Slipway.Components.Tests.Apps;

public sealed class AppAdditionTests
{
    [Fact]
    public void An_entry_stands_last_in_its_list_and_all_else_stays()
    {
        var files = FleetApps.Files.Edited("apps/base/kustomization.yaml", t => t.Replace("  - welcome", "  # The page.\n  - welcome # ours\n# The end.", StringComparison.Ordinal));

        var added = files.After(AppAddition.For(FleetApps.Shop(), files));

        Assert.Equal(
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - podinfo\n  # The page.\n  - welcome # ours\n  - shop\n# The end.\n",
            added.Text("apps/base/kustomization.yaml"));
    }

    [Fact]
    public void A_list_that_is_missing_is_made()
    {
        var files = FleetApps.Files
            .Edited("apps/overlays/dev/kustomization.yaml", t => t.Replace("patches:\n  - path: podinfo.yaml\n", "", StringComparison.Ordinal));

        var added = files.After(AppAddition.For(FleetApps.Shop(), files));

        Assert.EndsWith("  - ../../base\npatches:\n  - path: shop.yaml\n", added.Text("apps/overlays/dev/kustomization.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_that_image_automation_writes_names_the_policy_of_the_app()
    {
        var added = FleetApps.Files.After(AppAddition.For(FleetApps.Shop("ghcr.io/acme/shop:1.2.0-alpine"), FleetApps.Files));

        Assert.Contains("image: ghcr.io/acme/shop:1.2.0-alpine # {\"$imagepolicy\": \"flux-system:shop\"}\n", added.Text("apps/overlays/dev/shop.yaml"), StringComparison.Ordinal);
        Assert.Contains("kind: ImagePolicy\nmetadata:\n  name: shop\n  namespace: flux-system\n", added.Text("image-automation/dev/shop.yaml"), StringComparison.Ordinal);
        Assert.Contains("    pattern: ^(?P<version>v?[0-9]+(\\.[0-9]+)+)-alpine$\n    extract: $version\n", added.Text("image-automation/dev/shop.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("imagepolicy", added.Text("apps/base/shop/deployment.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_in_ecr_is_looked_for_by_the_identity_of_the_pod()
    {
        var added = FleetApps.Files.After(AppAddition.For(FleetApps.Shop("${registry}/shop:1.2.0"), FleetApps.Files));

        Assert.Contains("  image: ${registry}/shop\n  provider: aws\n", added.Text("image-automation/dev/shop.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_yaml_would_read_as_a_number_has_quotes()
    {
        var request = AppRequest.Parse("shop", "ghcr.io/acme/shop:1.20", "oci://ghcr.io/acme/charts/web:1.2.0", null, null, null);

        var added = FleetApps.Files.After(AppAddition.For(request, FleetApps.Files));

        Assert.Contains("      tag: \"1.20\"\n", added.Text("apps/base/shop/release.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_automated_no_marker_and_no_policy_is_written()
    {
        var files = RepositoryFiles.Of(FleetApps.Files.Paths.Where(p => !p.StartsWith("image-automation/", StringComparison.Ordinal))
            .Select(p => KeyValuePair.Create(p, FleetApps.Files.Find(p)!)));

        var plan = AppAddition.For(FleetApps.Shop(), files);

        Assert.NotEmpty(plan.Changes);
        Assert.DoesNotContain(plan.Changes, c => c.Path.StartsWith("apps/overlays/", StringComparison.Ordinal) || c.Path.StartsWith("image-automation/", StringComparison.Ordinal));
    }

    [Fact]
    public void An_owner_approves_the_app_and_what_dev_changes_of_it()
    {
        var added = FleetApps.Files.After(AppAddition.For(FleetApps.Shop(), FleetApps.Files));

        Assert.EndsWith("/apps/base/shop/      @acme/shop\n/apps/overlays/*/shop.yaml @acme/shop\n", added.Text(".github/CODEOWNERS"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_is_added_once()
    {
        var added = FleetApps.Files.After(AppAddition.For(FleetApps.Shop(), FleetApps.Files));

        AssertRefused(added, "there is an app 'shop' already, in apps/base/shop; choose another name, or remove that one first");
    }

    [Fact]
    public void A_namespace_belongs_to_one_app()
    {
        var plan = AppAddition.For(FleetApps.Shop() with { Namespace = "podinfo" }, FleetApps.Files);

        Assert.Equal("apps/base/podinfo/namespace.yaml makes the namespace 'podinfo' already; each app has one of its own: give another with --namespace", Assert.Single(plan.Refusals).ToString());
        Assert.Empty(plan.Changes);
    }

    [Theory]
    [InlineData("istio-ingress", "network-policies/allow-gateway.yaml")]
    [InlineData("monitoring", "network-policies/allow-scraping.yaml")]
    public void Namespaces_of_the_platform_are_not_an_apps(string name, string file)
    {
        var plan = AppAddition.For(FleetApps.Shop() with { Namespace = name }, FleetApps.Files);

        Assert.Equal($"{file} says that the namespace '{name}' is the platform's; give the app one of its own with --namespace", Assert.Single(plan.Refusals).ToString());
    }

    [Fact]
    public void A_host_belongs_to_one_app() => AssertRefused(
        FleetApps.Files.Edited("apps/base/welcome/route.yaml", t => t.Replace("- welcome.$", "- shop.$", StringComparison.Ordinal)),
        "apps/base/welcome/route.yaml serves shop.${domain} already; choose another name");

    [Theory]
    [InlineData("image-automation/dev/shop.yaml")]
    [InlineData("apps/components/redundant/shop-budget.yaml")]
    public void No_file_is_written_over(string path) => AssertRefused(FleetApps.Files.WithNew(path, "a: 1\n"), $"{path} is there already; choose another name, or move that file");

    [Theory]
    [InlineData("apps/base/kustomization.yaml", "resources: [podinfo, welcome]\n", "apps/base/kustomization.yaml:1:12: the list 'resources' is not written as one entry a line")]
    [InlineData("apps/base/kustomization.yaml", "{ resources: [] }\n", "apps/base/kustomization.yaml:1:14: the list 'resources'")]
    [InlineData("apps/base/kustomization.yaml", "resources: [\n", "apps/base/kustomization.yaml:2:1 is no YAML")]
    [InlineData("apps/base/kustomization.yaml", "a: 1\n---\nb: 2\n", "apps/base/kustomization.yaml does not hold one document")]
    [InlineData("apps/overlays/prod/kustomization.yaml", "resources:\n  - ../dev\n", "apps/overlays/prod/kustomization.yaml does not list ../../base among its resources")]
    public void A_layout_that_is_not_known_is_refused(string path, string text, string reason)
    {
        var plan = AppAddition.For(FleetApps.Shop(), FleetApps.Files.Edited(path, _ => text));

        Assert.StartsWith(reason, Assert.Single(plan.Refusals).ToString(), StringComparison.Ordinal);
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void All_that_is_missing_is_told_at_once()
    {
        var plan = AppAddition.For(FleetApps.Shop(), RepositoryFiles.Of([]));

        Assert.Equal(5, plan.Refusals.Length);
        Assert.Contains(plan.Refusals, r => r.Reason == "there is no .github/CODEOWNERS to name the owner @acme/shop in");
    }

    private static void AssertRefused(RepositoryFiles files, string refusal)
    {
        var plan = AppAddition.For(FleetApps.Shop(), files);

        Assert.Contains(refusal, plan.Refusals.Select(r => r.ToString()));
        Assert.Empty(plan.Changes);
    }
}
