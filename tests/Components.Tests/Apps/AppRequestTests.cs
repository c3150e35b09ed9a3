using Slipway.Components.Apps;

namespace Slipway.Components.Tests.Apps;

public sealed class AppRequestTests
{
    [Fact]
    public void All_problems_are_told_at_once()
    {
        var problem = Assert.Throws<FormatException>(() => AppRequest.Parse("Shop", "shop", "web", 0, "kube-system", "acme"));

        Assert.Equal(6, problem.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData("Shop")]
    [InlineData("1shop")]
    [InlineData("shop-")]
    [InlineData("../shop")]
    [InlineData("on")]
    [InlineData("kustomization")]
    [InlineData("shop\n")]
    [InlineData("a2345678901234567890123456789012345678901234567890abcd")]
    public void A_name_is_one_of_helm_kubernetes_and_yaml(string name) =>
        Assert.Throws<FormatException>(() => AppRequest.Parse(name, "ghcr.io/acme/shop:1.2.0", null, null, "shop", null));

    [Theory]
    [InlineData("ghcr.io/acme/shop", "has no tag")]
    [InlineData("localhost:5000/shop", "has no tag")]
    [InlineData("ghcr.io/acme/shop:latest", "'latest' is no version")]
    [InlineData("ghcr.io/acme/shop:1", "'1' is no version")]
    [InlineData("ghcr.io/acme/shop@sha256:0123", "names a digest")]
    [InlineData("ghcr.io/Acme/shop:1.2.0", "'ghcr.io/Acme/shop' is no place of an image")]
    [InlineData("shop:1.2.0", "'shop' is no place of an image")]
    [InlineData("${registry}:1.2.0", "is no place of an image")]
    public void An_image_is_in_a_registry_at_a_version(string image, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => ImageReference.Parse(image)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("docker.io/nginxinc/nginx-unprivileged:1.29.8-alpine", "1.x", "-alpine")]
    [InlineData("localhost:5000/shop:v0.3.0", "0.x", "")]
    [InlineData("${registry}/${cluster_name}/shop:10.4", "10.x", "")]
    public void What_may_follow_is_of_the_same_first_number_and_kind(string text, string range, string suffix)
    {
        var image = ImageReference.Parse(text);

        Assert.Equal((text, range, suffix), (image.ToString(), image.Range, image.Suffix));
    }

    [Theory]
    [InlineData("https://charts.example.org/web:1.2.3", "is no chart of a registry")]
    [InlineData("oci://ghcr.io/acme/charts/web", "has no version")]
    [InlineData("oci://ghcr.io/acme/charts/web:1.2", "'1.2' is no version of a chart")]
    [InlineData("oci://ghcr.io/acme/charts/web:1.2.3-rc.1", "is no version of a chart")]
    [InlineData("oci://web:1.2.3", "is no place of a chart")]
    public void A_chart_is_in_a_registry_at_a_version(string chart, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => ChartReference.Parse(chart)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("@acme")]
    [InlineData("@acme/shop-team")]
    [InlineData("shop@acme.example")]
    public void An_owner_is_a_team_a_user_or_an_address(string owner) =>
        Assert.Equal(owner, AppRequest.Parse("shop", "ghcr.io/acme/shop:1.2.0", null, null, null, owner).Owner);

    [Fact]
    public void Pods_are_not_root_and_do_not_listen_where_root_does() => Assert.Contains(
        "port 80 is for root", Assert.Throws<FormatException>(() => AppRequest.Parse("shop", "ghcr.io/acme/shop:1.2.0", null, 80, null, null)).Message, StringComparison.Ordinal);
}
