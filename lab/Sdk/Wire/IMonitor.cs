namespace Slipway.Lab.Wire;

/// <summary>
/// The seam between a program and whatever runs it: the lab's engine in process, mocks in tests, or an implementation that speaks
/// the official engine's protocol. Its verbs and fields are those of the protocol's <c>ResourceMonitor</c> and <c>Engine</c> services.
/// All members may be called concurrently.
/// </summary>
public interface IMonitor
{
    /// <summary>Registers a resource and returns when it is in place (or, in a preview, when it is planned).</summary>
    Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation);

    /// <summary>Records what a component (or the stack) gives out.</summary>
    Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation);

    /// <summary>Reads a resource that exists already and is not managed here.</summary>
    /// <exception cref="MonitorException">The resource does not exist or cannot be read.</exception>
    Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation);

    /// <summary>Calls a provider's function.</summary>
    /// <exception cref="MonitorException">The function refused its arguments or failed.</exception>
    Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation);

    /// <summary>Passes on a message of the program.</summary>
    Task LogAsync(LogEntry entry, CancellationToken cancellation);
}

/// <summary>Something that the other side of the seam refused; its message is meant for people.</summary>
public sealed class MonitorException(string message) : Exception(message);
