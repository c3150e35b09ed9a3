using System.Text;
using System.Text.Json;
using Slipway.Components.Sops;
using Slipway.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Tests.Sops;

/// <summary>Holds our files against another reader of SOPS files.</summary>
public sealed class SopsToolTests
{
    private const string Yaml = """
        apiVersion: v1
        kind: Secret
        stringData:
            # where the mail goes
            text: "colon: # and 'quotes' \u20AC"
            many: |
                one
                  two

            nested:
                - same
                - same
                - {deep: [true, 12, 1.5]}

        """;

    [FactWith("node", "npm:sops-age")]
    public async Task Sops_age_reads_what_we_sealed()
    {
        var printed = await OpenAsync(Samples.Alice);

        using var values = JsonDocument.Parse(printed);
        Assert.Equal("""{"text":"colon: # and 'quotes' €","many":"one\n  two\n","nested":["same","same",{"deep":[true,12,1.5]}]}""",
            values.RootElement.GetProperty("stringData").GetRawText());
    }

    [FactWith("node", "npm:sops-age")]
    public async Task Sops_age_opens_nothing_with_the_key_of_somebody_else() =>
        Assert.Contains("No matching recipient", (await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(Samples.Identity("somebody")))).Message, StringComparison.Ordinal);

    [FactWith("age")]
    public async Task Age_gets_the_data_key_out_of_our_file()
    {
        var key = SopsFile.ReadMetadata(SopsFile.Seal(Yaml, Samples.Sealing)).Age[0];
        using var folder = new TemporaryFolder("slipway-sops-");
        var identity = folder.Write("identity", Samples.Alice.Encode() + "\n");

        Assert.Equal(Samples.Sealing.DataKey.Text, Encoding.UTF8.GetString(await Tool.RunAsync("age", ["-d", "-i", identity], Encoding.ASCII.GetBytes(key.Encrypted))));
    }

    [FactWith("sops")]
    public async Task Sops_opens_what_we_sealed()
    {
        using var folder = new TemporaryFolder("slipway-sops-");
        var file = folder.Write("secret.yaml", SopsFile.Seal(Yaml, Samples.Sealing));

        var opened = await Tool.RunAsync("sops", ["decrypt", file], [], ("SOPS_AGE_KEY", Samples.Alice.Encode()));

        Assert.Equal(Root(Yaml), Root(Encoding.UTF8.GetString(opened)));
    }

    [FactWith("sops")]
    public async Task We_open_what_sops_sealed()
    {
        using var folder = new TemporaryFolder("slipway-sops-");
        var file = folder.Write("secret.yaml", Yaml);

        var sealedText = await Tool.RunAsync("sops", ["encrypt", "--age", Samples.Alice.Recipient.ToString(), file], []);

        Assert.Equal(Root(Yaml), Root(SopsFile.Open(Encoding.UTF8.GetString(sealedText), Samples.AliceKeys)));
    }

    private static YamlNode Root(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Single().RootNode;
    }

    private static Task<byte[]> OpenAsync(AgeIdentity identity) => Tool.RunAsync("node", [Path.Combine(FactWithAttribute.ToolFolder, "open-sops.mjs")],
        Encoding.UTF8.GetBytes(SopsFile.Seal(Yaml, Samples.Sealing)), ("SOPS_AGE_KEY", identity.Encode()));
}
