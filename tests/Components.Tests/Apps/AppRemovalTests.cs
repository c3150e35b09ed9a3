using Slipway.Components.Apps;

namespace Slipway.Components.Tests.Apps;

public sealed class AppRemovalTests
{
    [Theory]
    [InlineData("podinfo")]
    [InlineData("welcome")]
    public void An_app_that_people_wrote_leaves_no_file_and_no_entry(string app)
    {
        var left = FleetApps.Files.After(AppRemoval.For(app, FleetApps.Files));

        Assert.DoesNotContain(left.Paths, p => p.Contains(app, StringComparison.Ordinal));
        Assert.DoesNotContain(left.Paths.Where(p => p.EndsWith("kustomization.yaml", StringComparison.Ordinal)), p => left.Text(p).Contains(app, StringComparison.Ordinal));
    }

    [Fact]
    public void Comments_of_people_stay()
    {
        var left = FleetApps.Files.After(AppRemoval.For("welcome", FleetApps.Files));

        Assert.Equal(
            """
            # What staging and prod share: replicas by load, never fewer than two, and drains of nodes that leave one.
            apiVersion: kustomize.config.k8s.io/v1alpha1
            kind: Component
            patches:
              - path: podinfo.yaml
              # The autoscaler owns it.

            """,
            left.Text("apps/components/redundant/kustomization.yaml"));
    }

    [Fact]
    public void A_policy_of_another_name_goes_with_the_marker_that_named_it()
    {
        var files = FleetApps.Files
            .Edited("apps/overlays/dev/podinfo.yaml", t => t.Replace("flux-system:podinfo:tag", "flux-system:podinfo-chart:tag", StringComparison.Ordinal))
            .Edited("image-automation/dev/podinfo.yaml", t => t.Replace("name: podinfo", "name: podinfo-chart", StringComparison.Ordinal));

        Assert.DoesNotContain("image-automation/dev/podinfo.yaml", files.After(AppRemoval.For("podinfo", files)).Paths);
    }

    [Fact]
    public void A_patch_within_the_list_goes_too()
    {
        var files = FleetApps.Files.Edited("apps/overlays/staging/kustomization.yaml", t => t
            + "patches:\n  - patch: |\n      apiVersion: v1\n      kind: Service\n      metadata:\n        name: welcome\n        namespace: welcome\n      spec:\n        type: ClusterIP\n");

        var left = files.After(AppRemoval.For("welcome", files));

        Assert.Equal(FleetApps.Files.Text("apps/overlays/staging/kustomization.yaml"), left.Text("apps/overlays/staging/kustomization.yaml"));
    }

    [Fact]
    public void A_file_with_objects_of_others_is_left_to_people()
    {
        var files = FleetApps.Files.Edited("apps/overlays/prod/podinfo.yaml", t => t + "---\n" + FleetApps.Files.Text("apps/overlays/prod/welcome-autoscaler.yaml"));

        var plan = AppRemoval.For("welcome", files);

        Assert.Equal("apps/overlays/prod/podinfo.yaml has objects of 'welcome' and others; move those of the app into a file of their own", Assert.Single(plan.Refusals).ToString());
        Assert.Empty(plan.Changes);
    }

    [Fact]
    public void An_app_that_shares_its_namespace_is_left_to_people()
    {
        var files = FleetApps.Files.Edited("apps/base/welcome/kustomization.yaml", t => t.Replace("namespace: welcome", "namespace: podinfo", StringComparison.Ordinal));

        Assert.Contains("'podinfo' shares the namespace 'podinfo' with 'welcome'", Assert.Single(AppRemoval.For("podinfo", files).Refusals).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("podinfoo", "did you mean 'podinfo'?")]
    [InlineData("warehouse", "there are: podinfo, welcome")]
    public void An_app_that_is_not_there_is_refused(string app, string remedy) => Assert.Equal(
        $"there is no app '{app}' in apps/base; {remedy}", Assert.Single(AppRemoval.For(app, FleetApps.Files).Refusals).ToString());
}
