using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Slipway.EndToEnd.Documents;

/// <summary>What <c>docs/official-packages.md</c> says of the two builds.</summary>
public sealed partial class OfficialBuildTests
{
    private static readonly string[] Packages = ["Pulumi", "Pulumi.Aws", "Pulumi.Github", "Pulumi.Kubernetes", "Pulumi.Random", "Pulumi.Tls"];

    private static readonly string[] Program = ["infra", "components", "stacks"];

    [Fact]
    public void No_line_of_the_program_depends_on_the_build() =>
        Assert.DoesNotContain(Program.SelectMany(Repository.Files), f => f.EndsWith(".cs", StringComparison.Ordinal) && Conditional().IsMatch(Repository.Text(f)));

    [Fact]
    public void No_project_of_the_program_chooses_between_the_builds() =>
        Assert.DoesNotContain(
            Program.SelectMany(Repository.Files).Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)),
            f => Repository.Text(f).Contains("Condition", StringComparison.Ordinal) || Repository.Text(f).Contains("lab/", StringComparison.Ordinal));

    [Fact]
    public void The_versions_stand_in_one_file() =>
        Assert.Equal(["Directory.Packages.props"], Projects().Where(f => XDocument.Parse(Repository.Text(f)).Descendants()
            .Any(e => Packages.Contains((string?)e.Attribute("Include") ?? (string?)e.Attribute("Update")) && (e.Attribute("Version") ?? e.Attribute("VersionOverride")) is not null)));

    [Fact]
    public void The_packages_are_referred_to_in_one_file() =>
        Assert.Equal(["PulumiSdk.props"], Projects().Where(f => XDocument.Parse(Repository.Text(f)).Descendants()
            .Any(e => e.Name.LocalName == "PackageReference" && Packages.Contains((string?)e.Attribute("Include")))));

    [Fact]
    public void Every_package_has_an_exact_version() => Assert.Equal(
        Packages,
        XDocument.Parse(Repository.Text("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(p => ((string)p.Attribute("Include")!).StartsWith("Pulumi", StringComparison.Ordinal) && ExactVersion().IsMatch((string)p.Attribute("Version")!))
            .Select(p => (string)p.Attribute("Include")!));

    [Fact]
    public void The_document_names_the_versions_that_are_pinned() =>
        Assert.DoesNotContain(XDocument.Parse(Repository.Text("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(p => Packages.Contains((string)p.Attribute("Include")!)),
            p => !Repository.Text("docs/official-packages.md").Contains($"| `{(string)p.Attribute("Include")!}` | {(string)p.Attribute("Version")!} |", StringComparison.Ordinal));

    private static IEnumerable<string> Projects() => Repository.Files(".")
        .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) || f.EndsWith(".props", StringComparison.Ordinal) || f.EndsWith(".targets", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex Conditional();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex ExactVersion();
}
