namespace Slipway.Components.Sops;

/// <summary>An age file does not open. Nothing of its content is in the message.</summary>
public sealed class AgeException : Exception
{
    internal AgeException(AgeFailure failure, string message)
        : base(message) => Failure = failure;

    /// <summary>What kind of failure it is.</summary>
    public AgeFailure Failure { get; }
}
