namespace Pulumi;

/// <summary>Ends the program with a message for people; no stack trace is shown.</summary>
public class RunException : Exception
{
    /// <summary>With a message.</summary>
    public RunException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    public RunException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The error for <see cref="OutputAttribute"/> properties that are no outputs.</summary>
    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames) =>
        new($"Output(s) {Quote(outputAttributeNames)} have incorrect type. [Output] attributed properties must be instances of Output<T>.");

    internal static RunException OutputsHaveNoValue(IEnumerable<string> outputAttributeNames) =>
        new($"Output(s) {Quote(outputAttributeNames)} have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}

/// <summary>Ends the program with an error about a resource.</summary>
public class ResourceException : Exception
{
    /// <summary>With a message.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="resource">The resource that it is about, or null.</param>
    /// <param name="hideStack">True to show the message only, without the stack trace.</param>
    public ResourceException(string message, Resource? resource, bool hideStack = false)
        : base(message)
    {
        Resource = resource;
        HideStack = hideStack;
    }

    internal Resource? Resource { get; }

    internal bool HideStack { get; }
}

/// <summary>A message could not be passed on.</summary>
public class LogException(Exception exception) : Exception("A message of the program could not be passed on.", exception);
