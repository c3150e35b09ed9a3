namespace Slipway.Components.Sops;

/// <summary>Why an age file does not open.</summary>
public enum AgeFailure
{
    /// <summary>The armor around the file is not as the specification has it.</summary>
    Armor,

    /// <summary>The header is not as the specification has it.</summary>
    Header,

    /// <summary>None of the identities is one that the file is for.</summary>
    NoMatch,

    /// <summary>The header was changed after it was written.</summary>
    HeaderMac,

    /// <summary>The payload was changed, cut short or extended.</summary>
    Payload,
}
