namespace Slipway.Components.Apps;

/// <summary>A file is not laid out as what changes it needs it; becomes a refusal of the plan.</summary>
internal sealed class AppLayoutException(string reason, string remedy) : Exception($"{reason}; {remedy}")
{
    public AppRefusal Refusal { get; } = new(reason, remedy);
}
