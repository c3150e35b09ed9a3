namespace Slipway.Checks.Schemas.Cel;

/// <summary>A CEL expression that cannot be read, or that needs what this evaluator does not have.</summary>
public sealed class CelSyntaxException : FormatException
{
    /// <summary>Creates the error.</summary>
    /// <param name="column">Where in the expression, in characters from 1.</param>
    /// <param name="problem">What is wrong there.</param>
    public CelSyntaxException(int column, string problem)
        : base($"{problem} (at character {column} of the expression)") => Column = column;

    /// <summary>Where in the expression, in characters from 1.</summary>
    public int Column { get; }
}
