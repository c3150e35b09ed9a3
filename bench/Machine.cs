using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.Bench;

/// <summary>What figures were taken on.</summary>
internal static class Machine
{
    /// <summary>Cores, memory, system and .NET in one line.</summary>
    public static string Size => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB of memory, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
}
