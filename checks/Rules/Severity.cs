namespace Slipway.Checks.Rules;

/// <summary>How bad it is to break a rule.</summary>
public enum Severity
{
    /// <summary>Something to know: nothing fails.</summary>
    Note,

    /// <summary>Works, and hurts one day.</summary>
    Warning,

    /// <summary>Flux or Kubernetes would refuse it, or a secret is out.</summary>
    Error,
}
