using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>What came of a write.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Object">The object as it is then.</param>
public sealed record AppliedObject(ObjectChange Change, PropertyMap Object);

/// <summary>What a write did to an object.</summary>
public enum ObjectChange
{
    /// <summary>Nothing.</summary>
    Unchanged,

    /// <summary>It is new.</summary>
    Created,

    /// <summary>It is different now.</summary>
    Configured,
}
