namespace Slipway.Components.Sops;

/// <summary>An age recipient in a file, with the data key encrypted to it.</summary>
/// <param name="Recipient">Who it is for.</param>
/// <param name="Encrypted">The data key as an armored age file.</param>
public sealed record SopsAgeKey(AgeRecipient Recipient, string Encrypted);
