using Slipway.Infra.Clusters;

namespace Slipway.Infra.Tests;

public sealed class InstanceFamilyTests
{
    [Theory]
    [InlineData("a1.large")]
    [InlineData("t4g.medium")]
    [InlineData("m8gd.large")]
    [InlineData("im4gn.large")]
    [InlineData("c7gn.xlarge")]
    [InlineData("g5g.xlarge")]
    [InlineData("hpc7g.4xlarge")]
    public void A_g_behind_the_generation_is_graviton(string type) => Assert.Equal(CpuArchitecture.Arm, InstanceFamily.ArchitectureOf(type));

    [Theory]
    [InlineData("t3a.medium")]
    [InlineData("m7i-flex.large")]
    [InlineData("g4dn.xlarge")]
    [InlineData("g6e.xlarge")]
    [InlineData("c6a.large")]
    public void Every_other_family_is_x86(string type) => Assert.Equal(CpuArchitecture.X86, InstanceFamily.ArchitectureOf(type));

    [Theory]
    [InlineData("g5.xlarge", true)]
    [InlineData("p5.48xlarge", true)]
    [InlineData("trn2.48xlarge", true)]
    [InlineData("inf2.xlarge", true)]
    [InlineData("m7g.large", false)]
    [InlineData("i4i.large", false)]
    public void Accelerators_are_told_by_the_family(string type, bool accelerated) => Assert.Equal(accelerated, InstanceFamily.HasAccelerator(type));
}
