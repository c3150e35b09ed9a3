using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Slipway.EndToEnd.Documents;

/// <summary>What <c>docs/dependencies.md</c> lists, and what is locked.</summary>
public sealed partial class DependencyTests
{
    private static readonly XDocument Versions = XDocument.Parse(Repository.Text("Directory.Packages.props"));

    [Fact]
    public void The_page_lists_every_package_once_with_its_purpose_and_licence()
    {
        var npm = JsonDocument.Parse(Repository.Text("tests/tools/package.json")).RootElement.GetProperty("dependencies").EnumerateObject().Select(p => p.Name + " (npm)");
        var nuget = Versions.Descendants("PackageVersion").Select(p => (string)p.Attribute("Include")!);

        Assert.Equal(nuget.Concat(npm).Order(StringComparer.Ordinal), Rows().Matches(Repository.Text("docs/dependencies.md")).Select(r => r.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_that_is_built_is_locked_to_the_versions_that_are_pinned()
    {
        var pinned = Versions.Descendants("PackageVersion").ToDictionary(p => (string)p.Attribute("Include")!, p => (string)p.Attribute("Version")!, StringComparer.OrdinalIgnoreCase);
        var projects = XDocument.Parse(Repository.Text("Slipway.slnx")).Descendants("Project").Select(p => (string)p.Attribute("Path")!).ToList();

        Assert.NotEmpty(projects);
        Assert.All(projects, project =>
        {
            var locked = JsonDocument.Parse(Repository.Text(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))).RootElement.GetProperty("dependencies");
            Assert.All(
                // NETStandard.Library is the .NET SDK's own reference.
                locked.EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()).Where(p => p.Value.GetProperty("type").GetString() == "Direct" && p.Name != "NETStandard.Library"),
                package => Assert.Equal(pinned[package.Name], package.Value.GetProperty("resolved").GetString()));
        });
    }

    [GeneratedRegex(@"^\| ([^ |]+(?: \(npm\))?) \| [^|]{4,} \| [^|]{2,} \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
