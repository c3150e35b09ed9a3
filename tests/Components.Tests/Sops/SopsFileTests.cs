using System.Text.RegularExpressions;
using Slipway.Components.Sops;
using Slipway.Tests;

namespace Slipway.Components.Tests.Sops;

public sealed partial class SopsFileTests
{
    private static readonly string Sealed = SopsFile.Seal(Samples.Secret, Samples.Sealing);

    [Fact]
    public void Opening_gives_back_what_was_sealed() => Assert.Equal(Samples.Secret, SopsFile.Open(Sealed, Samples.AliceKeys));

    [Fact]
    public void A_file_that_sops_wrote_opens()
    {
        // Both are published by fluxcd/kustomize-controller as data of its tests; sops 3.10.2 wrote the file, with a MAC over all values.
        var identity = AgeIdentity.Parse("AGE-SECRET-KEY-10U7MAELH09KZU63F65P2TYLN7TQM5X6GSDDCQ4YMUGDS3DS6XZMSTYY2PN");
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sops", "Vectors", "sops-3.10.yaml"));

        var opened = SopsFile.Open(text, new SopsKeys { Identities = [identity] });

        Assert.EndsWith("type: Opaque\nstringData:\n    key: global-value\n", opened, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_recipient_opens_it() =>
        Assert.Equal(Samples.Secret, SopsFile.Open(Sealed, new SopsKeys { Identities = [Samples.Identity("somebody"), Samples.Bob] }));

    [Fact]
    public void Kms_opens_it()
    {
        var context = new Dictionary<string, string> { ["environment"] = "dev" };
        var text = SopsFile.Seal(Samples.Secret, Samples.Sealing with { Age = [], Kms = [new SopsKmsKey("arn:aws:kms:eu-central-1:1:key/a", "d3JhcHBlZA==", context)] });

        var opened = SopsFile.Open(text, new SopsKeys
        {
            Kms = key => (key.Arn, key.CiphertextBlob, key.Context!["environment"]) == ("arn:aws:kms:eu-central-1:1:key/a", "d3JhcHBlZA==", "dev")
                ? System.Text.Encoding.UTF8.GetBytes(Samples.Sealing.DataKey.Text)
                : null,
        });

        Assert.Equal(Samples.Secret, opened);
    }

    [Fact]
    public void The_same_values_give_the_same_bytes() => Assert.Equal(Sealed, SopsFile.Seal(Samples.Secret, Samples.Sealing));

    [Fact]
    public void No_later_version_of_the_program_gives_other_bytes() => Snapshot.Matches("cluster-secrets.sops.yaml", Sealed);

    [Fact]
    public void Equal_values_at_two_paths_do_not_look_equal()
    {
        var ciphertexts = Ciphertext().Matches(Sealed).Where(match => match.Groups["key"].Value is "first" or "second").Select(match => match.Groups["data"].Value).ToList();

        Assert.Equal(2, ciphertexts.Count);
        Assert.NotEqual(ciphertexts[0], ciphertexts[1]);
    }

    [Fact]
    public void Equal_values_in_a_list_do_not_look_equal()
    {
        var text = SopsFile.Seal("data: [same, same]\n", Samples.Sealing);

        Assert.Equal(2, Items().Matches(text).Select(match => match.Value).Distinct().Count());
    }

    [Fact]
    public void Equal_values_in_two_files_or_environments_or_generations_do_not_look_equal()
    {
        var secret = Samples.Bytes("stack");
        var files = new[] { ("dev", 1, "a"), ("dev", 1, "b"), ("dev", 2, "a"), ("prod", 1, "a") }.Select(at =>
        {
            var key = SealingKey.From(secret, at.Item1, at.Item2);
            var text = SopsFile.Seal("data: {a: same}\n", Samples.Sealing with { DataKey = key.DataKey(at.Item3), Entropy = key.Entropy(at.Item3) });
            return Ciphertext().Match(text).Groups["data"].Value;
        });

        Assert.Equal(4, files.Distinct().Count());
    }

    [Fact]
    public void A_change_of_one_value_leaves_the_others_as_they_were()
    {
        var changed = SopsFile.Seal(Samples.Secret.Replace("second: correct horse", "second: wrong horse", StringComparison.Ordinal), Samples.Sealing);

        var differing = Sealed.Split('\n').Zip(changed.Split('\n')).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Trim().Split(':')[0]);

        Assert.Equal(["second", "mac"], differing);
    }

    [Fact]
    public void Sealing_never_looks_at_the_clock() => Assert.Equal("1970-01-01T00:00:00Z", SopsFile.ReadMetadata(Sealed).LastModified);

    [Fact]
    public void No_value_and_no_key_stands_in_the_sealed_file()
    {
        Assert.DoesNotContain("correct horse", Sealed, StringComparison.Ordinal);
        Assert.DoesNotContain("where the mail goes", Sealed, StringComparison.Ordinal);
        Assert.DoesNotContain(Samples.Sealing.DataKey.Text, Sealed, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_rules_do_not_select_stays_readable() => Assert.StartsWith(
        "apiVersion: v1\nkind: Secret\nmetadata:\n    name: cluster-secrets\n    namespace: flux-system\nstringData:\n", Sealed, StringComparison.Ordinal);

    [Fact]
    public void The_metadata_is_read_without_a_key()
    {
        var metadata = SopsFile.ReadMetadata(Sealed);

        Assert.Equal([Samples.Alice.Recipient.ToString(), Samples.Bob.Recipient.ToString()], metadata.Recipients);
        Assert.Equal(SopsRules.KubernetesSecret, metadata.Rules);
        Assert.StartsWith("ENC[AES256_GCM,", metadata.Mac, StringComparison.Ordinal);
    }

    [Fact]
    public void Resealing_adds_a_recipient()
    {
        var somebody = Samples.Identity("somebody");
        var resealed = SopsFile.Reseal(Sealed, Samples.AliceKeys, Samples.Sealing with { Age = [Samples.Alice.Recipient, somebody.Recipient] });

        Assert.Equal(Samples.Secret, SopsFile.Open(resealed, new SopsKeys { Identities = [somebody] }));
    }

    [Fact]
    public void Resealing_removes_a_recipient_and_rotates_the_data_key()
    {
        var next = SealingKey.From(Samples.Bytes("stack"), "dev", 2);
        var resealed = SopsFile.Reseal(Sealed, Samples.AliceKeys, Samples.Sealing with
        {
            Age = [Samples.Alice.Recipient],
            DataKey = next.DataKey(Samples.FileName),
            Entropy = next.Entropy(Samples.FileName),
        });

        Assert.Equal(Samples.Secret, SopsFile.Open(resealed, Samples.AliceKeys));
        Assert.Equal(SopsProblem.UnknownRecipient, Assert.Throws<SopsException>(() => SopsFile.Open(resealed, new SopsKeys { Identities = [Samples.Bob] })).Problem);
        Assert.NotEqual(Samples.Sealing.DataKey.Text, next.DataKey(Samples.FileName).Text);
    }

    [Fact]
    public void A_data_key_is_text_that_KMS_carries_unchanged() => Assert.Matches("^[A-Za-z0-9_-]{32}$", Samples.Sealing.DataKey.Text);

    [Fact]
    public void A_short_secret_seals_nothing() => Assert.Contains("needs at least 32",
        Assert.Throws<ArgumentException>(() => SealingKey.From(new byte[31], "dev", 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Neither_keys_nor_sealings_show_what_they_hold()
    {
        var shown = $"{Samples.Key} {Samples.Sealing} {Samples.AliceKeys}";

        Assert.DoesNotContain(Samples.Sealing.DataKey.Text, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("AGE-SECRET-KEY", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Several_documents_are_sealed_under_one_MAC()
    {
        const string Two = "data:\n    a: x\n---\ndata:\n    a: x\n";
        var text = SopsFile.Seal(Two, Samples.Sealing);

        Assert.Equal(Two, SopsFile.Open(text, Samples.AliceKeys));
        Assert.Equal(2, Ciphertext().Matches(text).Where(match => match.Groups["key"].Value == "a").Select(match => match.Value).Distinct().Count());
    }

    [GeneratedRegex(@"(?<key>[a-z]+): ENC\[AES256_GCM,data:(?<data>[^,]+),iv:[^]]+\]")]
    private static partial Regex Ciphertext();

    [GeneratedRegex(@"- ENC\[[^]]+\]")]
    private static partial Regex Items();
}
