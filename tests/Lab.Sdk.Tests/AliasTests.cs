using Pulumi;
using Pulumi.Utilities;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class AliasTests
{
    [Fact]
    public async Task Own_aliases_are_sent_as_what_differed()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var old = new Shop("old");
            _ = new Bucket("b", options: new()
            {
                Aliases =
                {
                    new Alias { Urn = "urn:pulumi:dev::shop::a:b:C::c" },
                    new Alias { Name = "was", Type = "cloud:index:Was", Stack = "then", Project = "former" },
                    new Alias { Parent = old },
                    new Alias { ParentUrn = "urn:pulumi:dev::shop::a:b:P::p" },
                    new Alias { NoParent = true },
                },
            });
        });

        Assert.Equal(
            [
                new AliasSpec { Urn = "urn:pulumi:dev::shop::a:b:C::c" },
                new AliasSpec { Name = "was", Type = "cloud:index:Was", Stack = "then", Project = "former" },
                new AliasSpec { ParentUrn = "urn:pulumi:dev::shop::test:index:Shop::old" },
                new AliasSpec { ParentUrn = "urn:pulumi:dev::shop::a:b:P::p" },
                new AliasSpec { NoParent = true },
            ],
            monitor["b"].Aliases.ToArray());
    }

    [Fact]
    public async Task A_renamed_parents_children_are_known_by_their_former_urns()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Shop("new", new() { Aliases = { new Alias { Name = "old" } } }));

        Assert.Equal([new AliasSpec { Name = "old" }], monitor["new"].Aliases.ToArray());
        Assert.Equal(["urn:pulumi:dev::shop::test:index:Shop$cloud:storage/bucket:Bucket::old-bucket"], Urns(monitor["new-bucket"]));
        Assert.Equal(["urn:pulumi:dev::shop::test:index:Shop$test:index:Shop$cloud:storage/bucket:Bucket::old-inner-bucket"], Urns(monitor["new-inner-bucket"]));
    }

    [Fact]
    public async Task A_childs_own_aliases_and_its_parents_multiply()
    {
        var monitor = await Programs.SucceedAsync(() =>
        {
            var parent = new ComponentResource("test:index:P", "p", new ComponentResourceOptions { Aliases = { new Alias { Type = "test:index:Q" }, new Alias { NoParent = true, Name = "r" } } });
            _ = new Bucket("x", options: new() { Parent = parent, Aliases = { new Alias { Name = "y" }, new Alias { Type = "cloud:index:Z" } } });
        });

        Assert.Equal(
            [
                "urn:pulumi:dev::shop::test:index:P$cloud:index:Z::x",
                "urn:pulumi:dev::shop::test:index:P$cloud:storage/bucket:Bucket::x",
                "urn:pulumi:dev::shop::test:index:P$cloud:storage/bucket:Bucket::y",
                "urn:pulumi:dev::shop::test:index:Q$cloud:index:Z::x",
                "urn:pulumi:dev::shop::test:index:Q$cloud:storage/bucket:Bucket::x",
                "urn:pulumi:dev::shop::test:index:Q$cloud:storage/bucket:Bucket::y",
            ],
            Urns(monitor["x"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_alias_that_is_not_known_yet_is_left_out()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Bucket("b", options: new() { Aliases = { OutputUtilities.CreateUnknown(new Alias { Name = "x" }) } }));

        Assert.Empty(monitor["b"].Aliases);
    }

    [Fact]
    public async Task An_alias_that_contradicts_itself_is_refused()
    {
        var whole = await Programs.FailAsync(() => _ = new Bucket("b", options: new() { Aliases = { new Alias { Urn = "urn:pulumi:dev::shop::a:b:C::c", Name = "x" } } }));
        var parents = await Programs.FailAsync(() => _ = new Bucket("b", options: new() { Aliases = { new Alias { NoParent = true, ParentUrn = "urn:pulumi:dev::shop::a:b:C::c" } } }));

        Assert.Contains("must have nothing else set", Assert.Single(whole).Message);
        Assert.Contains("only one of Parent, ParentUrn and NoParent", Assert.Single(parents).Message);
    }

    private static string[] Urns(RegisterRequest request) => [.. request.Aliases.Select(alias => alias.Urn).Where(urn => urn.Length > 0)];
}
