using System.Text;
using Slipway.Checks.Flux;
using Slipway.Checks.Schemas;
using Slipway.Tests;

namespace Slipway.Checks.Tests;

/// <summary>Whatever stands in a repository, a check ends with findings that name the file.</summary>
public sealed class SurvivalTests : IDisposable
{
    private const string ConfigMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-survival-").FullName;

    public SurvivalTests()
    {
        Write("clusters/dev/apps.yaml", SmallFleet.Layer);
        Write("clusters/dev/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: flux-system\ndata: {}\n");
        Write("apps/dev/web.yaml", ConfigMap);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Aliases_of_aliases_are_cut_off()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Write("apps/dev/bomb.yaml", ConfigMap + bomb);

        Assert.Contains("SLW008 apps/dev/bomb.yaml", Findings());
    }

    [Fact]
    public void A_file_of_a_hundred_megabytes_is_not_read()
    {
        using (var file = File.Create(Path.Combine(_folder, "apps/dev/large.yaml")))
            file.SetLength(100 << 20);

        Assert.Equal(["SLW004 apps/dev/large.yaml"], Findings());
    }

    [FactAsUser]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_without_permission_is_named()
    {
        Write("apps/dev/closed/web.yaml", ConfigMap);
        var closed = Path.Combine(_folder, "apps/dev/closed");
        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            Assert.All(Findings(), f => Assert.StartsWith("SLW002 apps/dev/closed", f, StringComparison.Ordinal));
            Assert.NotEmpty(Findings());
        }
        finally
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)':', (byte)' ', 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 })]
    public void What_is_not_utf8_is_found(byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_folder, "apps/dev/odd.yaml"), content);

        Assert.Equal(["SLW005 apps/dev/odd.yaml"], Findings());
    }

    [Fact]
    public void A_byte_order_mark_and_the_line_ends_of_windows_are_fine()
    {
        File.WriteAllText(Path.Combine(_folder, "apps/dev/web.yaml"), ConfigMap.Replace("\n", "\r\n", StringComparison.Ordinal), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Empty(Findings());
    }

    [Theory]
    [InlineData("metadata:\n\tname: web\n", "SLW006")]
    [InlineData("just text\n", "SLW009")]
    [InlineData("- a\n- b\n", "SLW009")]
    public void What_is_no_object_is_found(string content, string rule)
    {
        Write("apps/dev/odd.yaml", content);

        Assert.Equal([$"{rule} apps/dev/odd.yaml"], Findings());
    }

    [Theory]
    [InlineData("")]
    [InlineData("---\n---\n")]
    [InlineData("# nothing yet\n")]
    public void Empty_documents_are_fine(string content)
    {
        Write("apps/dev/empty.yaml", content);

        Assert.Empty(Findings());
    }

    [Theory]
    [InlineData("/etc/hostname", "SLW003")]
    [InlineData("../../../outside.yaml", "SLW003")]
    [InlineData("link.yaml", "SLW002")]
    public void Links_that_lead_out_or_in_circles_are_found(string target, string rule)
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "apps/dev/link.yaml"), target);

        Assert.Contains($"{rule} apps/dev/link.yaml", Findings());
    }

    [Fact]
    public void Deep_nesting_is_cut_off()
    {
        Write("apps/dev/deep.yaml", ConfigMap + "x: " + new string('[', 100_000) + "\n");

        Assert.Contains("SLW008 apps/dev/deep.yaml", Findings());
    }

    [Fact]
    public void A_link_to_a_folder_above_does_not_make_a_walk_endless()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "apps/dev/up"), "../..");

        Assert.NotNull(Check());
    }

    [Fact]
    public void A_repository_without_anything_has_nothing_to_find()
    {
        Directory.Delete(Path.Combine(_folder, "clusters"), recursive: true);
        Directory.Delete(Path.Combine(_folder, "apps"), recursive: true);

        Assert.Empty(Findings());
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private CheckReport Check()
    {
        var folders = new FleetFolders(_folder);
        folders.Add(".");
        return FleetCheck.Of(FleetReader.Read(folders.Repositories, new FleetOptions { FindRepository = folders.Sibling }), SchemaCatalog.BuiltIn);
    }

    private IEnumerable<string> Findings() => Check().Findings.Select(f => $"{f.Rule.Id} {f.Place.File}").Distinct();
}
