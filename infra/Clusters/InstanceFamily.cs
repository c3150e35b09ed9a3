using System.Text.RegularExpressions;

namespace Slipway.Infra.Clusters;

/// <summary>A processor's instruction set.</summary>
public enum CpuArchitecture
{
    /// <summary>Intel and AMD.</summary>
    X86,

    /// <summary>Graviton.</summary>
    Arm,
}

/// <summary>What an EC2 instance type's name tells (checked against every family of Karpenter 1.14's instance-type reference).</summary>
public static partial class InstanceFamily
{
    /// <summary>The architecture: a <c>g</c> right after the generation is Graviton (<c>m7g</c>, <c>c8gd</c>), and so is <c>a1</c>.</summary>
    public static CpuArchitecture ArchitectureOf(string instanceType) => Graviton().IsMatch(instanceType) ? CpuArchitecture.Arm : CpuArchitecture.X86;

    /// <summary>True for families with GPUs or other accelerators, which need images with drivers.</summary>
    public static bool HasAccelerator(string instanceType) => Accelerated().IsMatch(instanceType);

    [GeneratedRegex(@"^(a1|[a-z]+\d+g[a-z]*)\.")]
    private static partial Regex Graviton();

    [GeneratedRegex(@"^(p|g|gr|inf|trn|dl|vt|f)\d")]
    private static partial Regex Accelerated();
}
