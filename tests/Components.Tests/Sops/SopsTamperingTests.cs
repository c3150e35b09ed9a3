using System.Text.RegularExpressions;
using Slipway.Components.Sops;

namespace Slipway.Components.Tests.Sops;

public sealed partial class SopsTamperingTests
{
    private static readonly string Sealed = SopsFile.Seal(Samples.Secret, Samples.Sealing);

    [Fact]
    public void A_changed_value_is_named_by_its_path()
    {
        var problem = Problem(Line("first").Replace(Sealed, match => Flipped(match.Value, "data:"), 1));

        Assert.Equal(SopsProblem.TamperedValue, problem.Problem);
        Assert.Contains("'stringData.first'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_was_moved_is_named_by_its_path()
    {
        var first = Line("first").Match(Sealed).Groups["value"].Value;
        var problem = Problem(Line("second").Replace(Sealed, match => $"    second: {first}", 1));

        Assert.Equal(SopsProblem.TamperedValue, problem.Problem);
        Assert.Contains("'stringData.second'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_in_the_clear_is_found_and_not_repeated()
    {
        var problem = Problem(Line("first").Replace(Sealed, "    first: hunter2", 1));

        Assert.Equal(SopsProblem.TamperedValue, problem.Problem);
        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int")]
    [InlineData("bool")]
    [InlineData("float")]
    [InlineData("time")]
    public void A_changed_type_is_found(string type) =>
        Assert.Equal(SopsProblem.TamperedValue, Problem(Line("first").Replace(Sealed, match => match.Value.Replace("type:str", $"type:{type}", StringComparison.Ordinal), 1)).Problem);

    [Fact]
    public void A_removed_value_is_found() => Assert.Equal(SopsProblem.TamperedMac, Problem(Line("first").Replace(Sealed, "    # gone", 1)).Problem);

    [Fact]
    public void Values_in_another_order_are_found()
    {
        var text = SopsFile.Seal("data:\n    a: x\n    b: y\n", Samples.Sealing);
        var lines = text.Split('\n');

        Assert.Equal(SopsProblem.TamperedMac, Problem(string.Join('\n', [lines[0], lines[2], lines[1], .. lines[3..]])).Problem);
    }

    [Fact]
    public void A_changed_value_in_the_clear_is_found_where_the_MAC_covers_it()
    {
        var text = SopsFile.Seal(Samples.Secret, Samples.Sealing with { Rules = SopsRules.KubernetesSecret with { MacOnlyEncrypted = false } });

        Assert.Equal(SopsProblem.TamperedMac, Problem(text.Replace("kind: Secret", "kind: Sekret", StringComparison.Ordinal)).Problem);
    }

    [Fact]
    public void A_changed_value_in_the_clear_passes_where_the_MAC_does_not_cover_it() =>
        Assert.Contains("kind: Sekret", SopsFile.Open(Sealed.Replace("kind: Secret", "kind: Sekret", StringComparison.Ordinal), Samples.AliceKeys), StringComparison.Ordinal);

    [Fact]
    public void Rules_that_were_changed_so_that_the_MAC_covers_nothing_are_found() =>
        Assert.Equal(SopsProblem.TamperedMac, Problem(Sealed.Replace("^(data|stringData)$", "^nothing$", StringComparison.Ordinal)).Problem);

    [Fact]
    public void A_changed_MAC_is_found() => Assert.Equal(SopsProblem.TamperedMac, Problem(Line("mac").Replace(Sealed, match => Flipped(match.Value, "tag:"), 1)).Problem);

    [Fact]
    public void A_changed_time_is_found() =>
        Assert.Equal(SopsProblem.TamperedMac, Problem(Sealed.Replace("1970-01-01", "1970-01-02", StringComparison.Ordinal)).Problem);

    [Fact]
    public void A_missing_MAC_is_found() => Assert.Equal(SopsProblem.TamperedMac, Problem(Line("mac").Replace(Sealed, "    mac: \"\"", 1)).Problem);

    [Fact]
    public void A_changed_data_key_is_found()
    {
        var problem = Problem(AgeBody().Replace(Sealed, match => match.Value[..^1] + (match.Value[^1] == 'A' ? 'B' : 'A'), 1));

        Assert.Equal(SopsProblem.TamperedKey, problem.Problem);
        Assert.Contains(Samples.Alice.Recipient.ToString(), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_recipient_is_told_whom_the_file_is_for()
    {
        var problem = Assert.Throws<SopsException>(() => SopsFile.Open(Sealed, new SopsKeys { Identities = [Samples.Identity("somebody")] }));

        Assert.Equal(SopsProblem.UnknownRecipient, problem.Problem);
        Assert.Contains($"it is for {Samples.Alice.Recipient}, {Samples.Bob.Recipient}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_data_key_is_told_from_a_changed_value()
    {
        var text = SopsFile.Seal(Samples.Secret, Samples.Sealing with { Kms = [new SopsKmsKey("arn:a", "AAAA")] });

        Assert.Equal(SopsProblem.WrongKey, Assert.Throws<SopsException>(() => SopsFile.Open(text, new SopsKeys { Kms = _ => Samples.Bytes("another") })).Problem);
        Assert.Equal(SopsProblem.WrongKey, Assert.Throws<SopsException>(() => SopsFile.Open(text, new SopsKeys { Kms = _ => new byte[16] })).Problem);
    }

    [Theory]
    [InlineData("kind: Secret\n", SopsProblem.NotSops)]
    [InlineData("", SopsProblem.NotSops)]
    [InlineData("sops: 1\n", SopsProblem.NotSops)]
    [InlineData("a: [\n", SopsProblem.NotYaml)]
    [InlineData("a: 1\na: 2\n", SopsProblem.Unsupported)]
    public void What_is_no_sealed_file_is_refused(string text, SopsProblem problem) => Assert.Equal(problem, Problem(text).Problem);

    [Fact]
    public void A_data_key_in_Shamir_shares_is_refused() => Assert.Contains("Shamir",
        Problem(Sealed.Replace("sops:\n", "sops:\n    shamir_threshold: 2\n", StringComparison.Ordinal)).Message, StringComparison.Ordinal);

    [Fact]
    public void One_key_group_is_a_list_of_recipients()
    {
        var lines = Sealed.Split('\n').ToList();
        var start = lines.IndexOf("    age:");
        var end = lines.FindIndex(line => line.StartsWith("    lastmodified", StringComparison.Ordinal));
        var group = lines[start..end].Select((line, index) => index == 0 ? "        - age:" : "      " + line);
        var text = string.Join('\n', [.. lines[..start], "    key_groups:", .. group, .. lines[end..]]);

        Assert.Equal(Samples.Secret, SopsFile.Open(text, Samples.AliceKeys));
    }

    private static SopsException Problem(string text) => Assert.Throws<SopsException>(() => SopsFile.Open(text, Samples.AliceKeys));

    private static Regex Line(string key) => new($@"^    {key}: (?<value>ENC\[.*\])$", RegexOptions.Multiline);

    private static string Flipped(string text, string part)
    {
        var at = text.IndexOf(part, StringComparison.Ordinal) + part.Length;
        return text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
    }

    // The last whole line of an armored file, which has its payload.
    [GeneratedRegex(@"[A-Za-z0-9+/]{64}(?=\n[^\n]+\n +-----END)")]
    private static partial Regex AgeBody();
}
