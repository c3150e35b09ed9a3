using System.Text.Json;
using Slipway.Tests;

namespace Slipway.EndToEnd;

public sealed class ReportTests : IDisposable
{
    private readonly SlipwayProcess _slipway = new();

    public void Dispose() => _slipway.Dispose();

    [Fact]
    public async Task A_report_tells_everything_that_is_known_and_no_secret()
    {
        await _slipway.UpDevAsync();
        await _slipway.RunAsync(0, "lab", "fault", "dev", "Kustomization", "operators", "-n", "flux-system", "--message", "the operator does not start");
        await _slipway.RunAsync(1, "reconcile", "dev");
        var page = (await _slipway.RunAsync(0, "report", "dev")).Out;

        foreach (var told in (string[])["Kustomization operators", "the operator does not start", "DependencyNotReady", "slipway-dev", "0 errors, 0 warnings, 0 notes", "<td>not up</td>", "<td>[secret]</td>"])
            Assert.Contains(told, page, StringComparison.Ordinal);
        var kubeconfig = JsonDocument.Parse((await _slipway.RunAsync(0, "outputs", "dev", "--json", "--show-secrets")).Out).RootElement.GetProperty("kubeconfig").GetString()!;
        Assert.DoesNotContain(kubeconfig[..40], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_on_what_was_never_up_says_so()
    {
        var page = (await _slipway.RunAsync(0, "report", "dev")).Out;

        Assert.Contains("has no cluster with Flux; bring it up with", page, StringComparison.Ordinal);
    }

    [FactWith("chromium", "node", "npm:puppeteer-core")]
    public async Task A_report_is_readable_in_light_and_dark_on_wide_and_narrow_screens_by_keyboard_and_on_paper()
    {
        await _slipway.UpDevAsync();
        var file = _slipway.Scratch("dev.html");
        await File.WriteAllTextAsync(file, (await _slipway.RunAsync(0, "report", "dev")).Out);
        var pictures = Directory.CreateDirectory(_slipway.Scratch("pictures")).FullName;
        var seen = JsonDocument.Parse(await Tool.RunAsync("node", [Path.Combine(FactWithAttribute.ToolFolder, "look.mjs"), file, pictures], [])).RootElement;

        Assert.Contains("As of ", seen.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Empty(seen.GetProperty("requests").EnumerateArray());
        Assert.Empty(seen.GetProperty("complaints").EnumerateArray());
        var screens = seen.GetProperty("screens").EnumerateArray().ToList();
        Assert.All(screens, screen =>
        {
            // What WCAG 2 asks of text at level AA.
            Assert.InRange(screen.GetProperty("contrast").GetDouble(), 4.5, 21);
            Assert.Equal(0, screen.GetProperty("overflow").GetInt32());
            Assert.Equal(["dev", "Environments", "Layers", "Releases of charts", "Sources", "Findings", "Outputs", "Resources"], screen.GetProperty("headings").EnumerateArray().Select(h => h.GetString()));
            Assert.True(screen.GetProperty("scheme").GetString() == "dark" == screen.GetProperty("ground").GetDouble() < 0.1);
        });
        Assert.Equal(screens.Count, Directory.EnumerateFiles(pictures, "*.png").Count(p => new FileInfo(p).Length > 0));
        var stops = seen.GetProperty("stops");
        Assert.True(stops.GetProperty("disclosures").GetInt32() > 0);
        Assert.Equal(stops.GetProperty("disclosures").GetInt32(), stops.GetProperty("opened").GetInt32());
        Assert.Equal(2, stops.GetProperty("drawings").GetInt32());
        Assert.Equal(0, stops.GetProperty("unmarked").GetInt32());
        Assert.Equal(0, seen.GetProperty("print").GetProperty("hidden").GetInt32());
    }
}
