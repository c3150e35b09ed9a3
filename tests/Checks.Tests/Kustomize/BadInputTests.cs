using System.Text;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Kustomize;

/// <summary>What a repository may throw at a build: each is a problem that names the file, never an exception.</summary>
public sealed class BadInputTests
{
    private const string Good = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

    private readonly MemoryFiles _files = new() { ["kustomization.yaml"] = "resources: [a.yaml]\n", ["a.yaml"] = Good };

    [Fact]
    public void Aliases_of_aliases_are_refused_before_they_expand()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 30; level++)
            bomb.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");
        _files["a.yaml"] = Good + bomb;

        AssertOnly(SourceProblemKind.Expansion, "a.yaml");
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        _files["a.yaml"] = Good + "data: " + new string('[', 100_000);

        AssertOnly(SourceProblemKind.Expansion, "a.yaml");
    }

    [Fact]
    public void Bases_that_double_at_each_level_are_refused()
    {
        _files["kustomization.yaml"] = "resources: [l20]\n";
        for (var level = 20; level > 0; level--)
        {
            _files[$"l{level}/kustomization.yaml"] = "resources: [l, r]\n";
            foreach (var side in new[] { "l", "r" })
                _files[$"l{level}/{side}/kustomization.yaml"] = $"namePrefix: {side}\nresources: [../../l{level - 1}]\n";
        }
        _files["l0/kustomization.yaml"] = "resources: [a.yaml]\n";
        _files["l0/a.yaml"] = Good;

        Assert.Contains(_files.Build().Problems, p => p.Kind == SourceProblemKind.Expansion);
    }

    [Fact]
    public void Bases_that_all_include_each_other_end_at_once()
    {
        var bases = Enumerable.Range(0, 30).Select(n => $"b{n}").ToList();
        _files["kustomization.yaml"] = $"resources: [{string.Join(", ", bases)}]\n";
        foreach (var name in bases)
            _files[$"{name}/kustomization.yaml"] = $"resources: [{string.Join(", ", bases.Where(b => b != name).Select(b => $"../{b}"))}]\n";

        Assert.Contains(_files.Build().Problems, p => p.Kind == SourceProblemKind.Cycle);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_with_their_line()
    {
        _files.Add("a.yaml", [.. Encoding.UTF8.GetBytes(Good), .. "data: {a: "u8, 0xFF, (byte)'}']);

        Assert.Equal(5, AssertOnly(SourceProblemKind.Encoding, "a.yaml").Place.Line);
    }

    [Fact]
    public void UTF_16_is_named()
    {
        _files.Add("a.yaml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Good)]);

        Assert.Contains("UTF-16", AssertOnly(SourceProblemKind.Encoding, "a.yaml").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_fine()
    {
        _files["a.yaml"] = "\uFEFF" + Good.ReplaceLineEndings("\r\n");

        Assert.Empty(_files.Build().Problems);
    }

    [Fact]
    public void A_tab_is_a_problem_on_its_line()
    {
        _files["a.yaml"] = Good + "data:\n\ta: b\n";

        Assert.Equal(6, AssertOnly(SourceProblemKind.Syntax, "a.yaml").Place.Line);
    }

    [Fact]
    public void A_key_twice_is_a_problem_at_the_second()
    {
        _files["a.yaml"] = Good + "data:\n  a: x\n  a: y\n";

        Assert.Equal(new YamlPlace("a.yaml", 7, 3), AssertOnly(SourceProblemKind.DuplicateKey, "a.yaml").Place);
    }

    [Fact]
    public void A_file_that_vanishes_is_missing()
    {
        _files.Vanishing.Add("a.yaml");

        AssertOnly(SourceProblemKind.Missing, "a.yaml");
    }

    [Fact]
    public void A_path_that_leaves_the_repository_is_refused()
    {
        _files["kustomization.yaml"] = "resources: [../../outside.yaml, /etc/hosts]\n";

        var problems = _files.Build().Problems;
        Assert.Equal(2, problems.Length);
        Assert.All(problems, p => Assert.Equal(SourceProblemKind.OutsideRepository, p.Kind));
    }

    [Fact]
    public void A_problem_does_not_hide_the_others()
    {
        _files["kustomization.yaml"] = "resources: [gone.yaml, a.yaml, list.yaml]\nnamespace: 5\nnamePrefxi: x-\n";
        _files["list.yaml"] = "[]\n";

        var result = _files.Build();

        Assert.Equal(
            [SourceProblemKind.InvalidField, SourceProblemKind.UnknownField, SourceProblemKind.Missing, SourceProblemKind.NotAnObject],
            result.Problems.Select(p => p.Kind));
        Assert.Equal("a", Assert.Single(result.Objects).TextAt("metadata", "name"));
    }

    [Fact]
    public void What_another_builder_has_is_refused_by_name_of_the_option()
    {
        _files["kustomization.yaml"] = "resources: [a.yaml]\nhelmCharts: [{name: x}]\nvars: [{name: Y}]\nbuildMetadata: [originAnnotations]\n";

        var problems = _files.Build().Problems;
        Assert.Equal(3, problems.Length);
        Assert.All(problems, p => Assert.Contains("--builder kubectl", p.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void Schemas_are_left_out_with_a_note()
    {
        _files["kustomization.yaml"] = "resources: [a.yaml]\ncrds: [crd.json]\n";

        var result = _files.Build();
        Assert.Equal(SourceProblemKind.Note, Assert.Single(result.Problems).Kind);
        Assert.True(result.Succeeded);
    }

    public static TheoryData<string> Cases => Corpus.Names(Corpus.Built);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Damage_anywhere_in_a_file_is_a_problem_or_another_result(string name)
    {
        var folder = Path.Combine(Corpus.Built, name);
        var random = new Random(name.Length);
        var contents = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllBytes);
        foreach (var (damaged, content) in contents.Where(c => c.Value.Length > 0 && c.Key.EndsWith(".yaml", StringComparison.Ordinal) && c.Key != "expected.yaml"))
        {
            for (var turn = 0; turn < 8; turn++)
            {
                var files = new MemoryFiles();
                foreach (var (path, bytes) in contents)
                    files.Add(path, bytes);
                var changed = turn < 2 ? content[..(1 + random.Next(content.Length))] : [.. content];
                changed[random.Next(changed.Length)] = "\0\t\n :-[]{}&*!|>'\"%@`#?,\xFF"u8[random.Next(24)];
                files.Add(damaged, changed);

                Assert.All(files.Build(Corpus.Overlay(folder)).Problems, p => Assert.NotEmpty(p.Place.File));
            }
        }
    }

    private SourceProblem AssertOnly(SourceProblemKind kind, string file)
    {
        var problem = Assert.Single(_files.Build().Problems);
        Assert.Equal((kind, file), (problem.Kind, problem.Place.File));
        return problem;
    }
}
