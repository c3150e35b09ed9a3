namespace Slipway.Bench;

/// <summary>The checkout that is measured; <c>bench/run</c> tells where it is.</summary>
internal static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("SLIPWAY_CHECKOUT")
        ?? throw new InvalidOperationException("SLIPWAY_CHECKOUT is not set: start this by bench/run.");

    /// <summary>The launcher.</summary>
    public static string Slipway => Path.Combine(Root, "slipway");
}
