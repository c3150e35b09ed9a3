using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Checks.Flux;
using Slipway.Checks.Reports;
using Slipway.Checks.Rules;
using Slipway.Checks.Schemas;
using Slipway.Cli.Project;

namespace Slipway.Cli.Commands;

/// <summary>What <c>slipway check</c> takes.</summary>
internal sealed class CheckArguments
{
    private const string Markdown = "markdown";

    private readonly Argument<string[]> _paths = new("path")
    {
        Description = "Folders of fleet repositories, or a folder that holds fleet-infrastructure and fleet-apps. Default: the current folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _sources = new("--source") { Description = "The repository of a Flux source, as name=path. Without it, a folder of that name beside the others is taken.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _facts = new("--facts") { Description = "A file with what the cluster-info ConfigMap holds (name: value), or with ConfigMap and Secret manifests that are in clusters only." };
    private readonly Option<string[]> _production = new("--production") { Description = "Names of the clusters that serve users, where stricter rules hold. Default: prod, production and live.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _schemas = new("--schemas") { Description = "A folder with CRDs or JSON Schemas of further kinds." };
    private readonly Option<string> _builder = new("--builder") { Description = "Who builds kustomizations: internal, kubectl or kustomize. Default: internal.", DefaultValueFactory = _ => "internal" };
    private readonly Option<string> _format = new("--format") { Description = "How findings are written: text, json, sarif or github; with --diff: text or markdown. Default: text.", DefaultValueFactory = _ => "text" };
    private readonly Option<string> _failOn = new("--fail-on") { Description = "How severe a finding makes the command fail: error, warning or note. Default: error.", DefaultValueFactory = _ => "error" };
    private readonly Option<string?> _diff = new("--diff") { Description = "Compares with a branch, tag or commit instead: which objects of which clusters change, and how." };

    public CheckArguments()
    {
        _builder.AcceptOnlyFromAmong("internal", "kubectl", "kustomize");
        _format.AcceptOnlyFromAmong("text", "json", "sarif", "github", Markdown);
        _failOn.AcceptOnlyFromAmong("error", "warning", "note");
    }

    public void AddTo(Command command)
    {
        command.Add(_paths);
        foreach (var option in (Option[])[_sources, _facts, _production, _schemas, _builder, _format, _failOn, _diff])
            command.Add(option);
    }

    /// <summary>The branch, tag or commit to compare with, or null.</summary>
    public string? Reference(ParseResult parsed) => parsed.GetValue(_diff);

    public bool IsMarkdown(ParseResult parsed) => parsed.GetValue(_format) == Markdown;

    public Severity FailOn(ParseResult parsed) => Enum.Parse<Severity>(parsed.GetValue(_failOn)!, ignoreCase: true);

    /// <summary>The format of findings.</summary>
    /// <exception cref="UsageException">Markdown, which only comparisons have.</exception>
    public ReportFormat Format(ParseResult parsed) => IsMarkdown(parsed)
        ? throw new UsageException("--format markdown is for comparisons; add --diff <git-ref>, or choose text, json, sarif or github.")
        : Enum.Parse<ReportFormat>(parsed.GetValue(_format)!, ignoreCase: true);

    /// <summary>The repositories that are given.</summary>
    /// <exception cref="UsageException">A path or name is wrong.</exception>
    public FleetFolders Folders(ParseResult parsed)
    {
        var builder = parsed.GetValue(_builder)!;
        var folders = new FleetFolders(Environment.CurrentDirectory, builder == "internal" ? null : (folder, tree) => new ExternalBuilder(builder, folder, tree));
        try
        {
            foreach (var source in parsed.GetValue(_sources) ?? [])
            {
                var (name, path) = source.Split('=', 2) is [{ Length: > 0 } n, { Length: > 0 } p] ? (n, p) : throw new UsageException($"--source {source}: write it as name=path, e.g. fleet-apps=../fleet-apps.");
                folders.AddSource(name, path);
            }
            foreach (var path in parsed.GetValue(_paths) is { Length: > 0 } given ? given : ["."])
                folders.Add(path);
        }
        catch (Exception wrong) when (wrong is DirectoryNotFoundException or ArgumentException)
        {
            throw new UsageException(wrong.Message);
        }
        return folders;
    }

    /// <summary>What is known beside the files.</summary>
    /// <exception cref="UsageException">The facts cannot be read.</exception>
    public FleetOptions Options(ParseResult parsed, FleetFolders folders)
    {
        var facts = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;
        try
        {
            if (parsed.GetValue(_facts) is { } file)
                facts = FactsFile.Read(file);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--facts: {wrong.Message}");
        }
        var options = new FleetOptions { FindRepository = folders.Sibling, Facts = facts };
        return parsed.GetValue(_production) is { Length: > 0 } production ? options with { Production = [.. production] } : options;
    }

    /// <summary>The kinds that objects are held against.</summary>
    /// <exception cref="UsageException">The schemas cannot be read.</exception>
    public SchemaCatalog Schemas(ParseResult parsed)
    {
        try
        {
            return parsed.GetValue(_schemas) is { } folder ? SchemaCatalog.BuiltIn.WithFolder(folder) : SchemaCatalog.BuiltIn;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or SchemaException)
        {
            throw new UsageException($"--schemas: {wrong.Message}");
        }
    }
}
