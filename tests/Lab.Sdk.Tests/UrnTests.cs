using Pulumi;
using Pulumi.Utilities;

namespace Slipway.Lab.Sdk.Tests;

public sealed class UrnTests
{
    [Fact]
    public async Task A_urn_is_made_of_stack_project_types_and_name()
    {
        string[] urns = [];
        await Programs.SucceedAsync(() => _ = MakeAsync());

        Assert.Equal(
            [
                "urn:pulumi:dev::shop::a:b:C::c",
                "urn:pulumi:s::p::a:b:C::c",
                "urn:pulumi:dev::shop::test:index:Shop$a:b:C::c",
                "urn:pulumi:x::y::q:r:S$a:b:C::c",
                "urn:pulumi:dev::shop::a:b:C::c",
            ],
            urns);

        async Task MakeAsync()
        {
            var shop = new Shop("shop");
            urns = [.. await OutputUtilities.GetValueAsync(Output.All(
                Urn.Create("c", "a:b:C"),
                Urn.Create("c", "a:b:C", project: "p", stack: "s"),
                Urn.Create("c", "a:b:C", shop),
                Urn.Create("c", "a:b:C", parentUrn: "urn:pulumi:x::y::q:r:S::n"),
                Urn.Create("c", "a:b:C", parentUrn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev")))];
        }
    }

    [Fact]
    public void A_text_that_is_no_urn_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Urn("c"));
        Assert.Throws<ArgumentException>(() => new Urn("urn:pulumi:dev::shop::a:b:C"));
    }

    [Fact]
    public void Urns_compare_by_text()
    {
        var urn = new Urn("urn:pulumi:dev::shop::a:b:C::c::d");

        Assert.True(urn == new Urn("urn:pulumi:dev::shop::a:b:C::c::d"));
        Assert.True(urn != new Urn("urn:pulumi:dev::shop::a:b:C::c"));
        Assert.Equal("urn:pulumi:dev::shop::a:b:C::c::d", (string)urn);
    }
}
