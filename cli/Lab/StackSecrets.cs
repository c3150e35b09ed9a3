using Slipway.Cli.Project;
using Slipway.Lab.Engine.Secrets;

namespace Slipway.Cli.Lab;

/// <summary>
/// The keys of a stack: by Pulumi's passphrase scheme when a passphrase is set (<c>PULUMI_CONFIG_PASSPHRASE</c> or the file that
/// <c>PULUMI_CONFIG_PASSPHRASE_FILE</c> names), else by the lab's own key.
/// </summary>
internal sealed class StackSecrets
{
    private const string HowToSet = "set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it";

    private readonly PassphraseCipher? _config;

    private StackSecrets(PassphraseCipher state, PassphraseCipher? config)
    {
        State = state;
        _config = config;
    }

    /// <summary>The key of the stack's state.</summary>
    public PassphraseCipher State { get; }

    /// <summary>The keys of a stack.</summary>
    /// <param name="stack">Its file, whose secrets they decrypt.</param>
    /// <param name="stateSalt">The salt under which its state's secrets are encrypted; null when it has none yet.</param>
    /// <param name="statePath">The state, for messages.</param>
    /// <param name="own">The lab's own key.</param>
    /// <exception cref="UsageException">A passphrase is needed and missing, or wrong.</exception>
    public static StackSecrets Of(StackFile stack, string? stateSalt, string statePath, PassphraseCipher own)
    {
        var passphrase = Passphrase();
        if (stack.SecretKeys.Count > 0 && stack.EncryptionSalt is null)
            throw new UsageException($"{stack.Name} holds secrets but no encryptionsalt; it was not written by pulumi, or lost that line.");
        var config = stack.EncryptionSalt is { } salt && (passphrase is not null || stack.SecretKeys.Count > 0)
            ? Open(salt, passphrase, stack.Name)
            : null;
        var state = stateSalt switch
        {
            { } existing when existing == own.EncryptionSalt => own,
            { } existing when existing == config?.EncryptionSalt => config,
            { } existing => Open(existing, passphrase, $"The state {statePath}"),
            null when config is not null => config,
            null when passphrase is not null => PassphraseCipher.New(passphrase),
            null => own,
        };
        return new StackSecrets(state, config);
    }

    /// <summary>The text behind a ciphertext of the stack's file.</summary>
    public string Decrypt(string ciphertext) =>
        (_config ?? throw new InvalidOperationException("A stack without an encryptionsalt has no secrets.")).Decrypt(ciphertext);

    private static PassphraseCipher Open(string salt, string? passphrase, string what)
    {
        if (passphrase is null)
            throw new UsageException($"{what} is encrypted with a passphrase; {HowToSet}.");
        try
        {
            return PassphraseCipher.Open(salt, passphrase);
        }
        catch (WrongPassphraseException)
        {
            throw new UsageException($"The passphrase is wrong: {what} was encrypted with another one; {HowToSet}.");
        }
        catch (FormatException)
        {
            throw new UsageException($"{what} has an encryptionsalt that is damaged; it reads v1:salt:check.");
        }
    }

    private static string? Passphrase()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE") is { } passphrase)
            return passphrase;
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE_FILE") is not { Length: > 0 } file)
            return null;
        return File.Exists(file)
            ? File.ReadAllText(file).Trim()
            : throw new UsageException($"PULUMI_CONFIG_PASSPHRASE_FILE names {file}, which does not exist.");
    }
}
