namespace Slipway.Workflows.Tests;

public sealed class MaskTests : IDisposable
{
    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("clone with ghs_0123456789abcdefghijABCDEFGHIJ012345 failed", "clone with *** failed")]
    [InlineData("github_pat_11ABCDEFG0123456789_abcdefghijklmnop", "***")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE", "key *** and ***")]
    [InlineData("AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0S2DW2X2", "***")]
    [InlineData("\"-----BEGIN OPENSSH PRIVATE KEY-----\\nb3Bl\\n-----END OPENSSH PRIVATE KEY-----\"", "\"***\"")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nafter", "***\nafter")]
    [InlineData("an arn:aws:iam::111122223333:role/x, 20 changes", "an arn:aws:iam::111122223333:role/x, 20 changes")]
    public async Task What_has_the_form_of_a_credential_is_blotted_out(string text, string masked) => Assert.Equal(masked + "\n", await MaskedAsync(text));

    [Fact]
    public async Task The_values_of_variables_that_hold_credentials_are_blotted_out()
    {
        _shell.Variables["SOME_PASSPHRASE"] = "correct horse";
        _shell.Variables["FIRST_TOKEN"] = "longvalue";
        _shell.Variables["SECOND_TOKEN"] = "longvalue-and-more";
        _shell.Variables["APP_PRIVATE_KEY"] = "first line of it\nsecond line of it";

        Assert.Equal("*** *** *** & ***\n*** in a text ***\n", await MaskedAsync("correct horse longvalue-and-more longvalue & longvalue\nsecond line of it in a text first line of it"));
    }

    [Fact]
    public async Task A_value_is_text_and_no_pattern()
    {
        _shell.Variables["SOME_TOKEN"] = "a.*[b]\\(c&d/";

        Assert.Equal("xa.b*** aXXXX\n", await MaskedAsync("xa.ba.*[b]\\(c&d/ aXXXX"));
    }

    private async Task<string> MaskedAsync(string text) => (await _shell.RunAsync(RepositoryFiles.Script("mask.sh"), [], text + "\n")).Out;
}
