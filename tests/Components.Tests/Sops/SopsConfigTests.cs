using Slipway.Components.Sops;

namespace Slipway.Components.Tests.Sops;

public sealed class SopsConfigTests
{
    private static readonly SopsCreationRule Rule = new()
    {
        PathRegex = @"^clusters/dev/secrets/.*\.sops\.yaml$",
        Kms = ["arn:aws:kms:eu-central-1:111122223333:key/a"],
        KmsContext = new Dictionary<string, string> { ["environment"] = "dev" },
        Age = [Samples.Alice.Recipient, Samples.Bob.Recipient],
    };

    [Fact]
    public void A_rule_is_written_as_sops_reads_it() => Assert.Equal($"""
        # generated
        creation_rules:
            - path_regex: "^clusters/dev/secrets/.*\\.sops\\.yaml$"
              encrypted_regex: "^(data|stringData)$"
              mac_only_encrypted: true
              key_groups:
                - kms:
                    - arn: arn:aws:kms:eu-central-1:111122223333:key/a
                      context:
                        environment: dev
                  age:
                    - {Samples.Alice.Recipient}
                    - {Samples.Bob.Recipient}

        """, SopsConfig.Render([Rule], "generated"));

    [Fact]
    public void Rules_are_read_as_they_were_written()
    {
        var read = Assert.Single(SopsConfig.Read(SopsConfig.Render([Rule])));

        Assert.Equal((Rule.PathRegex, Rule.Rules), (read.PathRegex, read.Rules));
        Assert.Equal(Rule.Kms, read.Kms);
        Assert.Equal(Rule.KmsContext, read.KmsContext);
        Assert.Equal(Rule.Age, read.Age);
    }

    [Fact]
    public void Recipients_with_commas_between_are_read()
    {
        var read = Assert.Single(SopsConfig.Read($"creation_rules:\n- kms: 'arn:a, arn:b'\n  age: {Samples.Alice.Recipient},{Samples.Bob.Recipient}\n"));

        Assert.Equal(["arn:a", "arn:b"], read.Kms);
        Assert.Equal([Samples.Alice.Recipient, Samples.Bob.Recipient], read.Age);
    }

    [Theory]
    [InlineData("a: b\n", "no list 'creation_rules'")]
    [InlineData("creation_rules: [{pgp: x}]\n", "creation_rules[0].pgp is not known here")]
    [InlineData("creation_rules: [{key_groups: [{pgp: [x]}]}]\n", "creation_rules[0].key_groups[0].pgp is not known here")]
    [InlineData("creation_rules: [{key_groups: [{}, {}]}]\n", "Shamir")]
    [InlineData("creation_rules: [{age: age1x}]\n", "creation_rules[0].age: 'age1x' is no age recipient")]
    public void What_is_not_known_is_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<SopsException>(() => SopsConfig.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rule_needs_a_recipient() =>
        Assert.Contains("has no recipient", Assert.Throws<SopsException>(() => SopsConfig.Render([Rule with { Kms = [], Age = [] }])).Message, StringComparison.Ordinal);
}
