namespace Slipway.Checks.Tests;

public sealed class FleetCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_sound_object_has_no_finding()
    {
        var report = Check("""
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata:
              name: apps
            """);

        Assert.Equal((1, 1), (report.Files, report.Objects));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void A_removed_api_version_is_found_at_its_place_with_its_successor()
    {
        var report = Check("""
            kind: HelmRelease
            apiVersion: helm.toolkit.fluxcd.io/v2beta2
            metadata:
              name: podinfo
            """);

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("flux-api-removed", 2L, 13L), (finding.Rule, finding.Line, finding.Column));
        Assert.Contains("use helm.toolkit.fluxcd.io/v2", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duplicate_key_is_a_syntax_finding_with_its_place()
    {
        var report = Check("""
            apiVersion: v1
            kind: ConfigMap
            kind: ConfigMap
            """);

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("yaml-syntax", 3L), (finding.Rule, finding.Line));
    }

    [Fact]
    public void A_secret_in_plain_text_is_found_and_a_sealed_one_is_not()
    {
        const string Secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  key: value\n";

        Assert.Equal("secret-plaintext", Assert.Single(Check(Secret).Findings).Rule);
        Assert.Empty(Check(Secret + "sops:\n  version: 3.9.0\n").Findings);
    }

    [Fact]
    public void Everything_missing_from_an_object_is_found_at_once()
    {
        var report = Check("spec: {}");

        Assert.Equal(3, report.Findings.Length);
        Assert.All(report.Findings, f => Assert.Equal("object-shape", f.Rule));
    }

    [Fact]
    public void A_path_that_does_not_exist_is_refused_by_name()
    {
        var missing = Path.Combine(_folder, "nowhere");

        var problem = Assert.Throws<FileNotFoundException>(() => FleetCheck.Of([missing]));
        Assert.Contains(missing, problem.Message, StringComparison.Ordinal);
    }

    private CheckReport Check(string yaml)
    {
        var file = Path.Combine(_folder, "object.yaml");
        File.WriteAllText(file, yaml);
        return FleetCheck.Of([_folder]);
    }
}
