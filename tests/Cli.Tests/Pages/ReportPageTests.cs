using System.Text.RegularExpressions;
using Slipway.Cli.Graphs;
using Slipway.Cli.Lab.Report;
using Slipway.Components.Layers;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Tests.Pages;

public sealed partial class ReportPageTests
{
    private static readonly EnvironmentReport NotUp = new()
    {
        Environment = "dev",
        Time = DateTimeOffset.UnixEpoch,
        Layers = LayerGraph.Of(LayerGraph.Default("dev")),
        Flux = null,
        Releases = [new("dev", "", "", "", "not up")],
        Outputs = [],
        Findings = null,
        Resources = new ResourceDiagram([]),
    };

    private static readonly EnvironmentReport Waiting = NotUp with
    {
        Flux = new FluxStatus(
        [
            Layer("infrastructure", ready: true, "ReconciliationSucceeded", "Applied revision: refs/heads/main@sha1:0123456789abcdef0123456789abcdef01234567"),
            Layer("operators", ready: false, "HealthCheckFailed", "<script>alert(1)</script>"),
            Layer("core", ready: false, "DependencyNotReady", "dependency 'flux-system/operators' is not ready"),
            Layer("apps", ready: null, "", "") with { Suspended = true },
        ]),
        Outputs = [("kubeconfig", "[secret]"), ("clusterName", "slipway-\u001b[31mdev")],
    };

    [Fact]
    public void What_is_not_ready_comes_first_with_its_reason()
    {
        var page = ReportPage.Of(Waiting);

        Assert.Equal(["Not ready", "Environments", "Layers", "Outputs", "Resources"], Headings().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Contains("<th scope=\"row\">Kustomization core</th><td>flux-system</td><td>DependencyNotReady</td><td>dependency &#39;flux-system/operators&#39; is not ready</td>", page, StringComparison.Ordinal);
        Assert.Contains("<b>1 of 6</b> layers ready", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_is_drawn_as_it_is_in_words_and_colour()
    {
        var drawing = Svg().Match(ReportPage.Of(Waiting)).Value;

        Assert.Contains("<g class=\"box hue2\"><title>infrastructure: ready</title>", drawing, StringComparison.Ordinal);
        Assert.Contains("<g class=\"box hue4\"><title>operators: not ready: HealthCheckFailed</title>", drawing, StringComparison.Ordinal);
        Assert.Contains("<g class=\"box hue5\"><title>apps: suspended</title>", drawing, StringComparison.Ordinal);
        Assert.Contains("<g class=\"box hue5\"><title>secrets: not in the cluster</title>", drawing, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashes_are_short_and_nothing_in_the_cluster_becomes_markup_or_control()
    {
        var page = ReportPage.Of(Waiting);

        Assert.Contains("refs/heads/main@sha1:01234567<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', page);
    }

    [Fact]
    public void An_environment_that_is_not_up_says_how_to_bring_it_up()
    {
        var page = ReportPage.Of(NotUp);

        Assert.Contains("<code>slipway up dev</code>", page, StringComparison.Ordinal);
        Assert.Contains("<b>not checked</b> findings", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<h2>Outputs</h2>", page, StringComparison.Ordinal);
    }

    private static FluxObjectStatus Layer(string name, bool? ready, string reason, string message) =>
        new("Kustomization", "flux-system", name, ready == true ? "refs/heads/main@sha1:0123456789abcdef0123456789abcdef01234567" : "", Suspended: false, ready, reason, message, "fleet-infrastructure");

    [GeneratedRegex("<h2>(.*?)</h2>")]
    private static partial Regex Headings();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
