using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>An output of a resource that gets its value when the resource is registered.</summary>
internal sealed class OutputCompletion<T>
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ImmutableHashSet<Resource> _resources;

    public OutputCompletion(ImmutableHashSet<Resource> resources)
    {
        _resources = resources;
        Output = Output<T>.Untracked(_source.Task);
    }

    public Output<T> Output { get; }

    public void Complete(T value, bool known, bool secret = false, ImmutableHashSet<Resource>? more = null) =>
        _source.TrySetResult(new(value, known, secret, more is null ? _resources : OutputData.Union(_resources, more)));

    public void Fail(Exception exception) => _source.TrySetException(exception);
}
