namespace Slipway.Lab.Flux.Tests;

public sealed class ImageAutomationTests
{
    private const string Automation = """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata:
          name: web
          namespace: flux-system
        spec:
          interval: 10m
          image: ghcr.io/acme/web
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: web
          namespace: flux-system
        spec:
          imageRepositoryRef:
            name: web
          policy:
            semver:
              range: 1.x
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata:
          name: web
          namespace: flux-system
        spec:
          interval: 10m
          sourceRef:
            kind: GitRepository
            name: flux-system
          git:
            checkout:
              ref:
                branch: main
            push:
              branch: flux/image-updates
            commit:
              author:
                name: flux
                email: flux@example.com
          update:
            strategy: Setters
            path: ./cluster
        """;

    private static readonly string Marked = Manifests.Settings("web", "TAG").Replace("value: \"TAG\"", "value: 1.0.0 # {\"$imagepolicy\": \"flux-system:web:tag\"}", StringComparison.Ordinal);

    [Fact]
    public async Task A_policy_resolves_to_the_newest_tag_that_was_pushed()
    {
        using var lab = await UpAsync("1.0.0", "1.2.0", "2.0.0");

        Assert.Equal("1.2.0", lab.Status("ImagePolicy", "web").Revision);
    }

    [Fact]
    public async Task Without_a_tag_that_it_takes_a_policy_is_not_ready()
    {
        using var lab = await UpAsync("2.0.0");

        Assert.False(lab.Status("ImagePolicy", "web").Ready);
    }

    [Fact]
    public async Task A_key_that_only_reads_cannot_push_the_update()
    {
        using var lab = await UpAsync("1.0.0", "1.2.0");

        Assert.Contains("has been marked as read only", lab.Status("ImageUpdateAutomation", "web").Message, StringComparison.Ordinal);
        Assert.Null(await lab.Clouds.GitHub.ResolveAsync("acme", "fleet", "refs/heads/flux/image-updates", default));
    }

    [Theory]
    [InlineData("image: ghcr.io/acme/web:1.0.0 # {\"$imagepolicy\": \"a:b\"}", "image: ghcr.io/acme/web:2.0.0 # {\"$imagepolicy\": \"a:b\"}")]
    [InlineData("  - image: \"x\" # {\"$imagepolicy\": \"a:b:name\"}", "  - image: \"ghcr.io/acme/web\" # {\"$imagepolicy\": \"a:b:name\"}")]
    [InlineData("tag: 1.0.0 # {\"$imagepolicy\": \"a:b:tag\"}", "tag: 2.0.0 # {\"$imagepolicy\": \"a:b:tag\"}")]
    [InlineData("tag: 1.0.0 # {\"$imagepolicy\": \"a:other:tag\"}", "tag: 1.0.0 # {\"$imagepolicy\": \"a:other:tag\"}")]
    [InlineData("tag: 1.0.0 # a comment", "tag: 1.0.0 # a comment")]
    public void Marked_values_change_and_nothing_else(string before, string after) => Assert.Equal(
        $"first: 1\n{after}\nlast: 2\n",
        ImageSetters.Apply($"first: 1\n{before}\nlast: 2\n", policy => policy == "a:b" ? ("ghcr.io/acme/web", "2.0.0") : null, (_, _, _) => { }));

    private static async Task<FluxLab> UpAsync(params string[] tags)
    {
        var lab = await FluxLab.UpAsync();
        foreach (var tag in tags)
            await lab.Clouds.Registry.PushAsync("ghcr.io/acme/web", tag, default);
        await lab.CommitAsync(("cluster/images.yaml", Automation), ("cluster/web.yaml", Marked));
        await lab.ReconcileAsync();
        return lab;
    }
}
