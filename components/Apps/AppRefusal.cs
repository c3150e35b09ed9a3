namespace Slipway.Components.Apps;

/// <summary>Why an app is not added or removed.</summary>
/// <param name="Reason">What is wrong, and where.</param>
/// <param name="Remedy">What to do.</param>
public sealed record AppRefusal(string Reason, string Remedy)
{
    /// <summary>Both.</summary>
    public override string ToString() => $"{Reason}; {Remedy}";
}
