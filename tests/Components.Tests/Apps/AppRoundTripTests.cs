using System.Text.RegularExpressions;
using Slipway.Components.Apps;

namespace Slipway.Components.Tests.Apps;

public sealed partial class AppRoundTripTests
{
    public static TheoryData<string?, string?> Kinds => new()
    {
        { "ghcr.io/acme/shop:1.2.0", null },
        { "ghcr.io/acme/shop:v1.29-alpine", null },
        { null, "oci://ghcr.io/acme/charts/web:0.3.1" },
        { "${registry}/shop:1.4", "oci://ghcr.io/acme/charts/web:1.2.0" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_was_added_is_removed_to_the_last_byte(string? image, string? chart) => AssertRoundTrip(FleetApps.Files, image, chart);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void So_it_is_with_the_line_ends_of_windows(string? image, string? chart) =>
        AssertRoundTrip(FleetApps.Files.Everywhere(t => t.Replace("\n", "\r\n", StringComparison.Ordinal)), image, chart);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void So_it_is_where_last_lines_have_no_end(string? image, string? chart) => AssertRoundTrip(FleetApps.Files.Everywhere(t => t.TrimEnd('\n')), image, chart);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void So_it_is_where_lists_are_not_indented_and_comments_stand_everywhere(string? image, string? chart) => AssertRoundTrip(
        FleetApps.Files.Everywhere(t => t.Contains("kind: Kustomization", StringComparison.Ordinal)
            ? "# head\n" + ListEntry().Replace(t.Replace("\n  ", "\n", StringComparison.Ordinal), "$0 # why") + "\n# tail\n\n"
            : t),
        image,
        chart);

    [Fact]
    public void Apps_come_and_go_in_any_order()
    {
        var shop = FleetApps.Shop();
        var admin = AppRequest.Parse("shop-admin", null, "oci://ghcr.io/acme/charts/web:1.2.0", null, null, null);
        var both = FleetApps.Files.After(AppAddition.For(shop, FleetApps.Files));
        var one = both;
        both = both.After(AppAddition.For(admin, both));

        var left = both.After(AppRemoval.For("shop", both));

        FleetApps.AssertSame(FleetApps.Files.After(AppAddition.For(admin, FleetApps.Files)), left);
        FleetApps.AssertSame(one, both.After(AppRemoval.For("shop-admin", both)));
    }

    private static void AssertRoundTrip(RepositoryFiles files, string? image, string? chart)
    {
        var added = files.After(AppAddition.For(AppRequest.Parse("shop", image, chart, null, null, "@acme/shop"), files));

        Assert.NotEqual(files.Paths, added.Paths);
        FleetApps.AssertSame(files, added.After(AppRemoval.For("shop", added)));
    }

    [GeneratedRegex("^- .*$", RegexOptions.Multiline)]
    private static partial Regex ListEntry();
}
