using Slipway.Checks.Flux;
using Slipway.Components.Fleet;
using Slipway.Components.Sops;
using Slipway.Fuzz.Tests.Targets;
using YamlDotNet.Core;

namespace Slipway.Fuzz.Tests;

/// <summary>Texts that readers once did not take well.</summary>
public sealed class FoundTests
{
    private const string Bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\na1: &a1 [*a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0, *a0]\na2: &a2 [*a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1, *a1]\n"
        + "a3: &a3 [*a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2, *a2]\na4: [*a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3]\n";

    [Theory]
    [InlineData(Bomb, "aliases stand for more than")]
    [InlineData("a: &a [*a]\n", "stands within what it stands for")]
    [InlineData("a: &a {b: {c: *a}}\n", "stands within what it stands for")]
    public void Configuration_whose_aliases_have_no_end_is_refused(string yaml, string reason) =>
        Assert.Contains(reason, Assert.ThrowsAny<YamlException>(() => YamlDocuments.Load(new StringReader(yaml))).Message, StringComparison.Ordinal);

    [Fact]
    public void Configuration_may_use_aliases() =>
        Assert.Single(YamlDocuments.Load(new StringReader("a: &a [1, 2]\nb: *a\nc: *a\n")));

    [Theory]
    [InlineData("!![")]
    [InlineData("a: !!::x[\n")]
    public void A_tag_that_is_none_is_refused_by_every_reader(string yaml)
    {
        Assert.ThrowsAny<YamlException>(() => YamlDocuments.Load(new StringReader(yaml)));
        Assert.Equal(SopsProblem.NotYaml, Assert.Throws<SopsException>(() => SopsFile.ReadMetadata(yaml)).Problem);
        Assert.NotEmpty(Slipway.Checks.Yaml.YamlReader.Read("a.yaml", yaml).Problems);
    }

    [Theory]
    [InlineData("./web.yaml")]
    [InlineData("a/../web.yaml")]
    [InlineData("a//web.yaml")]
    public void A_name_in_a_tree_that_is_none_does_not_make_a_walk_endless(string path) =>
        Assert.Empty(Corpus.Unpacked(Corpus.Bundle([(path, "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n")])).Build().Objects);

    [Fact]
    public void Folders_without_end_are_refused() => Assert.Contains(
        "nested more than 256 deep",
        Assert.Single(Corpus.Unpacked(Corpus.Bundle([(string.Concat(Enumerable.Repeat("a/", 5_000)) + "web.yaml", "a: b\n")])).Build().Problems).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_pattern_of_a_variable_that_takes_too_many_states_is_refused() =>
        Assert.Throws<VariableException>(() => VariableExpression.Replace("${a#" + new string('x', 20_000) + "}", (_, _) => "value"));

    [Theory]
    [InlineData("#\0#\nd: lost\n")]
    [InlineData("x\n    - path_regex: \"\"\n")]
    [InlineData("     a\n         1e999 b\n    lastmodified: \"x\"\n    mac: ENC[a\n")]
    public void A_sealed_file_that_is_no_YAML_is_refused_and_nothing_hangs(string text) =>
        Assert.Equal(SopsProblem.NotYaml, Assert.Throws<SopsException>(() => SopsFile.ReadMetadata(text)).Problem);

    [Theory]
    [InlineData("#\r#\nd:\n", "#\n#\nd: null\n")]
    [InlineData("a: b\r# c\r# d\r", "a: b\n# c\n# d\n")]
    [InlineData("a: b # \U0001F600 c\u2028d: e # f\r\n", "# \U0001F600 c\na: b\n# f\nd: e\n")]
    public void Comments_keep_their_text_however_lines_end(string text, string opened)
    {
        var identity = AgeIdentity.FromSecret(new byte[32]);
        var key = SealingKey.From(new byte[32], "dev", 1);
        var sealing = new SopsSealing { DataKey = key.DataKey("a"), Entropy = key.Entropy("a"), Age = [identity.Recipient] };

        Assert.Equal(opened, SopsFile.Open(SopsFile.Seal(text, sealing), new SopsKeys { Identities = [identity] }));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void What_is_nested_without_end_is_refused_and_nothing_overflows(string piece)
    {
        var yaml = string.Concat(Enumerable.Repeat(piece, 20_000));

        Assert.ThrowsAny<YamlException>(() => YamlDocuments.Load(new StringReader(yaml)));
        Assert.Equal(SopsProblem.NotYaml, Assert.Throws<SopsException>(() => SopsFile.ReadMetadata("a: " + yaml)).Problem);
    }
}
