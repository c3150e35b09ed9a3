namespace Slipway.Components.Sops;

/// <summary>Why a SOPS file cannot be sealed, read or opened.</summary>
public enum SopsProblem
{
    /// <summary>The text is no YAML that SOPS takes.</summary>
    NotYaml,

    /// <summary>The text is no SOPS file: it has no metadata, or metadata that is not SOPS's.</summary>
    NotSops,

    /// <summary>It asks for something that is left out here, or that SOPS refuses too.</summary>
    Unsupported,

    /// <summary>None of the keys at hand is one of the file's recipients.</summary>
    UnknownRecipient,

    /// <summary>A key at hand gives a data key that the file was not sealed with.</summary>
    WrongKey,

    /// <summary>The encrypted data key of a recipient was changed.</summary>
    TamperedKey,

    /// <summary>A value was changed, moved or put in the clear.</summary>
    TamperedValue,

    /// <summary>The MAC was changed, or values were removed, added or put in another order.</summary>
    TamperedMac,
}
