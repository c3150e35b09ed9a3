namespace Slipway.Cli;

/// <summary>How a command ends.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed: something went wrong on the way.</summary>
    public const int Failed = 1;

    /// <summary>Wrong use, or a bad configuration: nothing was changed.</summary>
    public const int Usage = 2;

    /// <summary>Changes (or findings) where none were expected.</summary>
    public const int Changes = 3;
}
