using System.Collections.Immutable;

namespace Slipway.Infra;

/// <summary>How long CloudWatch Logs keeps what it gets.</summary>
public static class LogRetention
{
    /// <summary>The numbers of days that it accepts (CloudWatch Logs API, PutRetentionPolicy).</summary>
    public static ImmutableArray<int> Days { get; } =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];
}
