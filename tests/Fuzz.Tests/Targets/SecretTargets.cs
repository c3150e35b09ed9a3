using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Slipway.Components.Sops;
using Slipway.Lab.Engine.Secrets;

namespace Slipway.Fuzz.Tests.Targets;

/// <summary>What reads secrets and what keeps them.</summary>
internal static class SecretTargets
{
    private const string Password = "correct horse";

    private const string Plain = $"# a comment\napiVersion: v1\nkind: Secret\nmetadata:\n  name: mail\nstringData:\n  password: {Password}\n  port: 25\n  list: [a, 1.5, true]\n---\nstringData:\n  x: |\n    more\n";

    private static readonly AgeIdentity Identity = AgeIdentity.FromSecret(Encoding.ASCII.GetBytes("a secret of thirty-two characters"[..32]));

    private static readonly SealingKey Key = SealingKey.From(new byte[32], "dev", 1);

    private static readonly SopsSealing Sealing = new() { DataKey = Key.DataKey("a"), Entropy = Key.Entropy("a"), Age = [Identity.Recipient] };

    private static readonly SopsKeys Keys = new() { Identities = [Identity], Kms = key => Encoding.ASCII.GetBytes(key.CiphertextBlob) };

    private static readonly string Armored = AgeArmor.Encode(AgeFile.Encrypt("hello"u8, [Identity.Recipient], Key.Entropy("b")));

    private static readonly PassphraseCipher Cipher = PassphraseCipher.New("a passphrase");

    private static string Sealed => SopsFile.Seal($"stringData:\n  password: {Password}\n  list: [a, 2]\n", Sealing);

    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("sealed files", [Sealed, SopsFile.Seal("stringData: {a: b}\n", Sealing with { Kms = [new SopsKmsKey("arn:aws:kms:eu-west-1:111122223333:key/a", Key.DataKey("a").Text)] })], text =>
        {
            _ = SopsFile.ReadMetadata(text);
            _ = SopsFile.Open(text, Keys);
        }, typeof(SopsException)) { Secrets = [Password, Identity.Encode()] },
        new("files to seal", [Plain], text =>
        {
            var opened = SopsFile.Open(SopsFile.Seal(text, Sealing), Keys);
            if (SopsFile.Open(SopsFile.Seal(opened, Sealing), Keys) != opened)
                throw new InvalidOperationException("what was opened seals and opens to something else");
        }, typeof(SopsException)) { Secrets = [Password] },
        new(".sops.yaml", [SopsConfig.Render([new SopsCreationRule { PathRegex = @"secrets/.*\.yaml", Age = [Identity.Recipient] }, new SopsCreationRule { PathRegex = "", Kms = ["arn:aws:kms:eu-west-1:111122223333:key/a"] }])], text =>
        {
            var rules = SopsConfig.Read(text);
            _ = SopsConfig.RuleFor(rules, "clusters/dev/secrets/a.yaml");
        }, typeof(SopsException)),
        new("age files", [Armored, Encoding.Latin1.GetString(AgeArmor.Decode(Armored))], text => _ = AgeFile.Decrypt(Encoding.Latin1.GetBytes(text), [Identity]), typeof(AgeException)),
        new("age identities", [Identity.Encode(), $"# created\n{Identity.Encode()}\n"], text => _ = AgeIdentity.ParseAll(text), typeof(FormatException)) { Secrets = [Identity.Encode()[20..40]] },
        new("age recipients", [Identity.Recipient.ToString()], text => _ = AgeRecipient.Parse(text), typeof(FormatException)),
        new("secure: values", [Cipher.Encrypt(Password), Cipher.Encrypt("")], text => _ = Cipher.Decrypt(text), typeof(CryptographicException)) { Secrets = [Password] },
        new("encryptionsalt", [Cipher.EncryptionSalt], text => _ = PassphraseCipher.FromKey(text, Cipher.ExportKey()), typeof(FormatException), typeof(WrongPassphraseException)),
    ];
}
