using Org.BouncyCastle.Crypto.Generators;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class RandomValues : IDisposable
{
    private const string Password = "random:index/randomPassword:RandomPassword";
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Bytes_are_secret_and_the_same_in_both_spellings()
    {
        var bytes = await Random.Create("random:index/randomBytes:RandomBytes", Map(("length", 32)));

        Assert.IsType<SecretValue>(bytes.Outputs["base64"]);
        Assert.IsType<SecretValue>(bytes.Outputs["hex"]);
        Assert.Equal(Convert.FromHexString(bytes.Text("hex")), Convert.FromBase64String(bytes.Text("base64")));
        Assert.Equal(64, bytes.Text("hex").Length);
    }

    [Fact]
    public async Task An_id_is_the_same_number_in_every_spelling_behind_its_prefix()
    {
        var id = await Random.Create("random:index/randomId:RandomId", Map(("byteLength", 4), ("prefix", "web-")));

        Assert.Equal("web-" + Convert.ToUInt32(id.Text("hex")["web-".Length..], 16), id.Text("dec"));
        Assert.Equal("web-" + id.Id, id.Text("b64Url"));
        Assert.DoesNotContain("=", id.Id);
    }

    [Fact]
    public async Task A_password_keeps_its_minima_and_only_the_classes_it_may_have()
    {
        var password = await Random.Create(Password, Map(
            ("length", 12), ("minUpper", 3), ("minNumeric", 4), ("minSpecial", 5), ("lower", false), ("overrideSpecial", "-_")));

        Assert.Matches("^[A-Z0-9_-]{12}$", password.Text("result"));
        Assert.Equal(3, password.Text("result").Count(char.IsAsciiLetterUpper));
        Assert.Equal(4, password.Text("result").Count(char.IsAsciiDigit));
        Assert.Equal(5, password.Text("result").Count(c => c is '-' or '_'));
    }

    [Fact]
    public async Task A_password_has_a_bcrypt_hash_that_it_passes()
    {
        var password = await Random.Create(Password, Map(("length", 20)));

        Assert.True(OpenBsdBCrypt.CheckPassword(password.Text("bcryptHash"), password.Text("result").ToCharArray()));
        Assert.IsType<SecretValue>(password.Outputs["result"]);
        Assert.IsType<SecretValue>(password.Outputs["bcryptHash"]);
        Assert.Equal("none", password.Id);
    }

    [Fact]
    public async Task A_password_too_short_for_its_minima_is_refused() =>
        Assert.StartsWith("length: 4 is less than 5", await Random.Problems(Password, Map(("length", 4), ("minLower", 5))));

    [Fact]
    public async Task A_password_of_no_characters_is_refused() =>
        Assert.Contains("no class of characters is left", await Random.Problems(
            Password, Map(("length", 4), ("lower", false), ("upper", false), ("numeric", false), ("special", false))));

    [Fact]
    public async Task Changed_keepers_replace()
    {
        var id = await Random.Create("random:index/randomId:RandomId", Map(("byteLength", 4), ("keepers", Map(("generation", "1")))));
        var diff = await Random.Diff(id, Map(("byteLength", 4), ("keepers", Map(("generation", "2")))));

        Assert.True(diff.Replaces);
        Assert.Equal(["keepers.generation"], diff.Changes.Keys);
    }

    private Provider Random => _lab.Configure("random", null);
}
