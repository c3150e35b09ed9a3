namespace Pulumi;

/// <summary>An output whose type is not known at compile time.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetUntypedAsync();
}

/// <summary>An input whose type is not known at compile time.</summary>
internal interface IInput
{
    /// <summary>The plain value, a collection of inputs, or an <see cref="IOutput"/>.</summary>
    object? Value { get; }
}
