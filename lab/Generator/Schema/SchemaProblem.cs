namespace Slipway.Lab.Schema;

/// <summary>Something wrong with a schema.</summary>
/// <param name="id">What kind of problem, one of the constants here.</param>
/// <param name="path">The thing, as keys joined by <c>/</c>; empty for the file as a whole.</param>
/// <param name="message">What is wrong and what would be right.</param>
/// <param name="line">Line, from 1.</param>
/// <param name="column">Column, from 1.</param>
public sealed class SchemaProblem(string id, string path, string message, int line, int column)
{
    /// <summary>The text is no JSON.</summary>
    public const string NotJson = "SLIP0001";

    /// <summary>A key stands twice in one object.</summary>
    public const string DuplicateKey = "SLIP0002";

    /// <summary>A type is not one that schemas know, or is put together wrongly.</summary>
    public const string UnknownType = "SLIP0003";

    /// <summary>A <c>$ref</c> leads nowhere.</summary>
    public const string DanglingReference = "SLIP0004";

    /// <summary>A list or rule names a property that is not there.</summary>
    public const string UnknownProperty = "SLIP0005";

    /// <summary>A <c>lab.refers</c> names a resource or an output that is not there.</summary>
    public const string UnknownResource = "SLIP0006";

    /// <summary>A key is not one that schemas know, is missing, or has a value of the wrong kind.</summary>
    public const string WrongShape = "SLIP0007";

    /// <summary>A rule cannot hold, e.g. a pattern that is no regular expression.</summary>
    public const string WrongRule = "SLIP0008";

    /// <summary>What kind of problem.</summary>
    public string Id => id;

    /// <summary>The thing, as keys joined by <c>/</c>.</summary>
    public string Path => path;

    /// <summary>What is wrong and what would be right.</summary>
    public string Message => message;

    /// <summary>Line, from 1.</summary>
    public int Line => line;

    /// <summary>Column, from 1.</summary>
    public int Column => column;

    /// <inheritdoc />
    public override string ToString() => $"{Line}:{Column}: {Id}: {(Path.Length > 0 ? Path + ": " : "")}{Message}";
}

/// <summary>A schema is broken.</summary>
public sealed class SchemaException(string file, IReadOnlyList<SchemaProblem> problems)
    : Exception(string.Join("\n", problems.Select(p => $"{file}:{p}")))
{
    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<SchemaProblem> Problems => problems;
}
