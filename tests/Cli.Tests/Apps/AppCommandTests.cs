using Slipway.Tests;

namespace Slipway.Cli.Tests.Apps;

public sealed class AppCommandTests : IDisposable
{
    private readonly AppsClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task What_would_be_written_is_shown_and_nothing_is()
    {
        var (exitCode, patch, error) = await _clone.RunAsync("app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--owner", "@acme/shop");

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Contains("+  - shop\n", patch, StringComparison.Ordinal);
        Assert.Contains("+/apps/base/shop/      @acme/shop\n", patch, StringComparison.Ordinal);
        Assert.Contains("to do this, add --yes", error, StringComparison.Ordinal);
        Assert.Empty(_clone.Status());
    }

    [Theory]
    [InlineData("--image", "ghcr.io/acme/shop:1.2.0-alpine")]
    [InlineData("--chart", "oci://ghcr.io/stefanprodan/charts/podinfo:6.14.1")]
    [InlineData("--chart", "oci://ghcr.io/stefanprodan/charts/podinfo:6.14.1", "--image", "${registry}/shop:1.20", "--namespace", "sales", "--port", "9898", "--owner", "@acme/shop")]
    public async Task What_was_added_has_no_finding_and_is_removed_to_the_last_byte(params string[] options)
    {
        var before = _clone.Commit();
        var findings = new StringWriter();

        Assert.Equal(ExitCode.Done, (await _clone.RunAsync(["app", "add", "shop", .. options, "--yes"])).ExitCode);
        Assert.NotEqual(before, _clone.Commit());
        Assert.Equal(ExitCode.Done, await SlipwayCommand.RunAsync(["check", _clone.Fleet, "--fail-on", "note"], new Terminal(findings, TextWriter.Null, TextReader.Null)));
        Assert.Empty(findings.ToString());
        Assert.Equal(ExitCode.Done, (await _clone.RunAsync("app", "remove", "shop", "--yes")).ExitCode);

        Assert.Equal(before, _clone.Commit());
        Assert.False(Directory.Exists(_clone.At("apps/base/shop")));
    }

    [Fact]
    public async Task A_namespace_that_the_infrastructure_beside_it_makes_is_refused()
    {
        var (exitCode, _, error) = await _clone.RunAsync("app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--namespace", "harbor", "--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("of the infrastructure repository makes the namespace 'harbor'; give the app one of its own with --namespace", error, StringComparison.Ordinal);
        Assert.Empty(_clone.Status());

        Directory.Delete(Path.Combine(_clone.Fleet, "fleet-infrastructure"), recursive: true);
        Assert.Equal(ExitCode.Done, (await _clone.RunAsync("app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--namespace", "harbor")).ExitCode);
    }

    [FactWith("kubectl")]
    public async Task The_kustomize_that_kubectl_has_builds_it_too()
    {
        await _clone.RunAsync("app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--yes");
        _clone.Commit();
        await _clone.RunAsync("app", "add", "store", "--chart", "oci://ghcr.io/acme/charts/web:1.2.0", "--yes");

        var dev = await BuildAsync("apps/overlays/dev");
        var prod = await BuildAsync("apps/overlays/prod");
        var policies = await BuildAsync("image-automation/dev");

        Assert.Contains("host: store.store.svc.cluster.local", dev, StringComparison.Ordinal);
        Assert.DoesNotContain("HorizontalPodAutoscaler", dev, StringComparison.Ordinal);
        // One of welcome, one of shop, whose numbers are the autoscalers' alone.
        Assert.Equal(2, prod.Split("kind: HorizontalPodAutoscaler").Length - 1);
        Assert.DoesNotContain("\n  replicas:", prod, StringComparison.Ordinal);
        Assert.Contains("    replicaCount: 2\n", prod, StringComparison.Ordinal);
        Assert.Equal(3, policies.Split("kind: ImagePolicy").Length - 1);
    }

    [Fact]
    public async Task A_file_that_is_not_committed_is_not_touched()
    {
        File.AppendAllText(_clone.At("apps/base/kustomization.yaml"), "# mine\n");

        var (exitCode, _, error) = await _clone.RunAsync("app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("apps/base/kustomization.yaml has changes that are not committed; commit them first", error, StringComparison.Ordinal);
        Assert.Equal(" M apps/base/kustomization.yaml\n", _clone.Status());
    }

    [Fact]
    public async Task A_fleet_that_does_not_build_is_left_alone()
    {
        File.Delete(_clone.At("apps/base/podinfo/route.yaml"));
        _clone.Commit();

        var (exitCode, _, error) = await _clone.RunAsync("app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("apps/overlays/dev does not build as it is: apps/base/podinfo/kustomization.yaml:8:5: ", error, StringComparison.Ordinal);
        Assert.Empty(_clone.Status());
    }

    [Fact]
    public async Task A_patch_that_would_put_the_new_app_into_another_one_is_seen()
    {
        File.AppendAllText(_clone.At("apps/overlays/staging/kustomization.yaml"), """
            patches:
              - target:
                  kind: Deployment
                patch: |-
                  - op: replace
                    path: /metadata/namespace
                    value: welcome

            """);
        _clone.Commit();

        var (exitCode, _, error) = await _clone.RunAsync("app", "add", "shop", "--image", "ghcr.io/acme/shop:1.2.0", "--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("apps/overlays/staging would change Deployment welcome/shop, which is not of 'shop'", error, StringComparison.Ordinal);
        Assert.Empty(_clone.Status());
    }

    [Fact]
    public async Task What_still_refers_to_an_app_keeps_it()
    {
        File.WriteAllText(_clone.At("apps/overlays/staging/kustomization.yaml"), File.ReadAllText(_clone.At("apps/overlays/staging/kustomization.yaml"))
            + "patches:\n  - path: more/patch.yaml\n    target:\n      kind: VirtualService\n      name: podinfo\nconfigMapGenerator:\n  - name: page\n    namespace: podinfo\n    files:\n      - ../../base/welcome/index.html\n");
        Directory.CreateDirectory(_clone.At("apps/overlays/staging/more"));
        File.WriteAllText(_clone.At("apps/overlays/staging/more/patch.yaml"), "- op: test\n  path: /kind\n  value: VirtualService\n");
        _clone.Commit();

        var (exitCode, _, error) = await _clone.RunAsync("app", "remove", "welcome", "--yes");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("apps/overlays/staging would no longer build: apps/overlays/staging/kustomization.yaml:", error, StringComparison.Ordinal);
        Assert.Contains("other files refer to 'welcome': change them first", error, StringComparison.Ordinal);
        Assert.Empty(_clone.Status());
    }

    [Fact]
    public async Task A_policy_of_another_name_goes_with_its_app()
    {
        foreach (var (file, before, after) in ((string, string, string)[])[("apps/overlays/dev/podinfo.yaml", "podinfo:tag", "charts:tag"), ("image-automation/dev/podinfo.yaml", "name: podinfo", "name: charts")])
            File.WriteAllText(_clone.At(file), File.ReadAllText(_clone.At(file)).Replace(before, after, StringComparison.Ordinal));
        _clone.Commit();

        Assert.Equal(ExitCode.Done, (await _clone.RunAsync("app", "remove", "podinfo", "--yes")).ExitCode);

        Assert.False(File.Exists(_clone.At("image-automation/dev/podinfo.yaml")));
    }

    [Theory]
    [InlineData("Shop", "--image", "ghcr.io/acme/shop:1.2.0")]
    [InlineData("shop", "--image", "ghcr.io/acme/shop:latest")]
    [InlineData("shop", "--port", "80")]
    public async Task What_is_no_app_is_wrong_use(string name, string option, string value)
    {
        Assert.Equal(ExitCode.Usage, (await _clone.RunAsync("app", "add", name, option, value, "--yes")).ExitCode);

        Assert.Empty(_clone.Status());
    }

    [Fact]
    public async Task A_folder_that_is_no_clone_is_wrong_use()
    {
        Directory.Delete(_clone.At("network-policies"), recursive: true);

        var (exitCode, _, error) = await _clone.RunAsync("app", "remove", "podinfo");

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("There is no clone of fleet-apps in ", error, StringComparison.Ordinal);
    }

    private async Task<string> BuildAsync(string folder) => System.Text.Encoding.UTF8.GetString(await Tool.RunAsync("kubectl", ["kustomize", _clone.At(folder)], []));
}
