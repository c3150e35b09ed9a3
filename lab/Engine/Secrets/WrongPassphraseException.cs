namespace Slipway.Lab.Engine.Secrets;

/// <summary>A passphrase, or a key kept for it, that does not belong to an <c>encryptionsalt</c>.</summary>
public sealed class WrongPassphraseException() : Exception(
    "The passphrase is not the one that the stack's encryptionsalt was made with; set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the right one.");
