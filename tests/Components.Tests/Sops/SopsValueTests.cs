using Slipway.Components.Sops;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Tests.Sops;

public sealed class SopsValueTests
{
    private static readonly SopsSealing Everything = Samples.Sealing with { Rules = new SopsRules() };

    // What yaml.v3 makes of a value decides its type, not how it is written.
    [Theory]
    [InlineData("text", "str", "text")]
    [InlineData("'1'", "str", "\"1\"")]
    [InlineData("!!str 1", "str", "\"1\"")]
    [InlineData("yes", "str", "\"yes\"")]
    [InlineData("1", "int", "1")]
    [InlineData("-12", "int", "-12")]
    [InlineData("0x1F", "int", "31")]
    [InlineData("0o17", "int", "15")]
    [InlineData("017", "int", "15")]
    [InlineData("0b101", "int", "5")]
    [InlineData("1_000", "int", "1000")]
    [InlineData("08", "float", "8.0")]
    [InlineData("1.50", "float", "1.5")]
    [InlineData("1e3", "float", "1000.0")]
    [InlineData("-1.25e-7", "float", "-0.000000125")]
    [InlineData(".inf", "float", ".inf")]
    [InlineData("true", "bool", "true")]
    [InlineData("FALSE", "bool", "false")]
    [InlineData("!!binary /wA=", "str", "!!binary /wA=")]
    [InlineData("1.2.3", "str", "\"1.2.3\"")]
    public void A_value_keeps_its_type(string written, string type, string opened)
    {
        var text = SopsFile.Seal($"a: {written}\n", Everything);

        Assert.Contains($",type:{type}]\n", text.Split("sops:")[0], StringComparison.Ordinal);
        Assert.Equal($"a: {opened}\n", SopsFile.Open(text, Samples.AliceKeys));
    }

    [Fact]
    public void Bytes_of_other_writers_open_as_binary()
    {
        // Their type is the only difference, and the MAC is over the bytes.
        var text = SopsFile.Seal("a: text\n", Everything);

        Assert.Equal("a: !!binary dGV4dA==\n", SopsFile.Open(text.Replace(",type:str]\nsops", ",type:bytes]\nsops", StringComparison.Ordinal), Samples.AliceKeys));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void What_is_empty_stays_as_it_is(string written) => Assert.StartsWith($"a: {written}\nsops:", SopsFile.Seal($"a: {written}\n", Everything), StringComparison.Ordinal);

    [Theory]
    [InlineData("2024-01-01", "timestamp")]
    [InlineData("18446744073709551615", "beyond 64 bits")]
    [InlineData("!special x", "tag")]
    [InlineData("&anchor x", "anchor")]
    [InlineData("{1: x}", "key that is no text")]
    [InlineData("{<<: {b: c}}", "merge key")]
    public void What_sops_does_not_take_is_refused(string written, string reason)
    {
        var problem = Assert.Throws<SopsException>(() => SopsFile.Seal($"a: {written}\n", Everything));

        Assert.Equal(SopsProblem.Unsupported, problem.Problem);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- a\n")]
    [InlineData("text\n")]
    [InlineData("")]
    [InlineData("sops: {}\n")]
    public void What_cannot_be_sealed_is_refused(string yaml) =>
        Assert.Equal(SopsProblem.Unsupported, Assert.Throws<SopsException>(() => SopsFile.Seal(yaml, Everything)).Problem);

    [Fact]
    public void A_file_needs_a_recipient() =>
        Assert.Contains("nobody could open", Assert.Throws<SopsException>(() => SopsFile.Seal("a: b\n", Everything with { Age = [] })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_recipient_is_named_once() =>
        Assert.Contains("stands twice", Assert.Throws<SopsException>(() => SopsFile.Seal("a: b\n", Everything with { Age = [Samples.Bob.Recipient, Samples.Bob.Recipient] })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a: one\nb: two\n", "^a$", null, null, null, "a")]
    [InlineData("a: one\nb: two\n", null, "^a$", null, null, "b")]
    [InlineData("a_secret: one\nb: two\n", null, null, "_secret", null, "a_secret")]
    [InlineData("a_plain: one\nb: two\n", null, null, null, "_plain", "b")]
    [InlineData("a_unencrypted: one\nb: two\n", null, null, null, null, "b")]
    [InlineData("a: {deep: [{er: one}]}\nb: two\n", "^a$", null, null, null, "er")]
    public void The_rules_select_what_is_encrypted(string yaml, string? encrypted, string? unencrypted, string? encryptedSuffix, string? unencryptedSuffix, string key)
    {
        var rules = new SopsRules { EncryptedRegex = encrypted, UnencryptedRegex = unencrypted, EncryptedSuffix = encryptedSuffix, UnencryptedSuffix = unencryptedSuffix };
        var text = SopsFile.Seal(yaml, Everything with { Rules = rules });

        var values = text.Split("sops:")[0].Split('\n').Where(line => line.Contains("ENC[", StringComparison.Ordinal));
        Assert.Equal([key], values.Select(line => line.Trim(' ', '-').Split(':')[0]));
        Assert.Equal(rules, SopsFile.ReadMetadata(text).Rules);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)")]
    public void An_expression_that_is_none_to_sops_is_refused(string expression) => Assert.Contains("RE2",
        Assert.Throws<SopsException>(() => SopsFile.Seal("a: b\n", Everything with { Rules = new SopsRules { EncryptedRegex = expression } })).Message, StringComparison.Ordinal);

    [Fact]
    public void An_empty_selection_is_refused() => Assert.Contains("leave it out",
        Assert.Throws<SopsException>(() => SopsFile.Seal("a: b\n", Everything with { Rules = new SopsRules { EncryptedSuffix = "" } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_selections_exclude_each_other() => Assert.Contains("exclude each other",
        Assert.Throws<SopsException>(() => SopsFile.Seal("a: b\n", Everything with { Rules = new SopsRules { EncryptedRegex = "a", EncryptedSuffix = "b" } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Comments_keep_their_place_and_are_encrypted_with_what_they_stand_at()
    {
        const string Yaml = """
            # head
            kind: Secret
            # about the data
            data:
                # about a
                a: one # beside a
                list:
                    # about the item
                    - two
                    # last
            # about the end
            end: three
            # tail

            """;
        var text = SopsFile.Seal(Yaml, Samples.Sealing);

        Assert.Equal(["# head", "# about the data", "# about the end", "# tail"], text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("# ", StringComparison.Ordinal)));
        Assert.Equal(Yaml.Replace("a: one # beside a", "# beside a\n    a: one", StringComparison.Ordinal), SopsFile.Open(text, Samples.AliceKeys));
    }

    [Fact]
    public void What_looks_like_a_comment_inside_of_a_text_is_none()
    {
        const string Yaml = "data:\n    a: |\n        # no comment\n        key: value\n    b: \"x # y\"\n";

        Assert.Equal(Yaml, SopsFile.Open(SopsFile.Seal(Yaml, Samples.Sealing), Samples.AliceKeys));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_document_opens_as_it_was_sealed(int seed)
    {
        var yaml = new RandomDocument(seed).Text;
        var text = SopsFile.Seal(yaml, Everything);
        var opened = SopsFile.Open(text, Samples.AliceKeys);

        Assert.Equal(text, SopsFile.Seal(yaml, Everything));
        Assert.Equal(text, SopsFile.Seal(opened, Everything));
        Assert.Equal(Root(yaml), Root(opened));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    private static YamlNode Root(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Single().RootNode;
    }
}
