using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Cli.Project;
using Slipway.Lab.Engine.Secrets;
using Slipway.Lab.Engine.State;
using Slipway.Processes;

namespace Slipway.Cli.Lab;

/// <summary>
/// The lab's own key, in a file of mode 0600: what the clouds keep secret is encrypted with it, and so are stacks for which no passphrase
/// is set. The key derived from it stands beside it, as deriving takes a third of a second and the file is as secret either way.
/// </summary>
internal static class LabKey
{
    private sealed record Content(string Passphrase, string EncryptionSalt, byte[] DerivedKey);

    /// <summary>The key of a home, made when there is none.</summary>
    /// <exception cref="UsageException">The file is damaged.</exception>
    public static PassphraseCipher Of(LabHome home)
    {
        if (!File.Exists(home.KeyFile))
            Make(home);
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(home.KeyFile)) ?? throw new JsonException();
            return PassphraseCipher.FromKey(content.EncryptionSalt, content.DerivedKey);
        }
        catch (Exception problem) when (problem is JsonException or FormatException or WrongPassphraseException)
        {
            throw new UsageException($"{home.KeyFile} is damaged, and what the lab encrypted with it cannot be read. "
                + $"Restore the file, or remove {home.Root} to start over.");
        }
    }

    private static void Make(LabHome home)
    {
        var passphrase = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var cipher = PassphraseCipher.New(passphrase);
        // A run that was killed here may have left a key that never counted.
        if (Directory.Exists(home.Root))
            Leftovers.Sweep(home.Root, Path.GetFileName(home.KeyFile) + ".*", TimeSpan.FromHours(1));
        var temporary = $"{home.KeyFile}.{Environment.ProcessId}";
        using (var stream = PrivateFile.OpenNew(temporary))
            JsonSerializer.Serialize(stream, new Content(passphrase, cipher.EncryptionSalt, cipher.ExportKey()));
        // When another run makes the key at the same time, the first one counts.
        PrivateFile.TryPublish(temporary, home.KeyFile);
    }
}
