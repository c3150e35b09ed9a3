using Slipway.Components.Sops;

namespace Slipway.Components.Tests.Sops;

public sealed class SopsFileTests
{
    [Fact]
    public void Opening_gives_back_what_was_sealed() =>
        Assert.Equal(Samples.Secret, SopsFile.Open(SopsFile.Seal(Samples.Secret, Samples.Sealing), Samples.AliceKeys));
}
