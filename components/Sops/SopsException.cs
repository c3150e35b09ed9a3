namespace Slipway.Components.Sops;

/// <summary>A SOPS file cannot be sealed, read or opened. The message names the place and never a value.</summary>
public sealed class SopsException : Exception
{
    internal SopsException(SopsProblem problem, string message, Exception? cause = null)
        : base(message, cause) => Problem = problem;

    /// <summary>What kind of problem it is.</summary>
    public SopsProblem Problem { get; }
}
