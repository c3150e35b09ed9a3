using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Components.Sops;
#if LAB
using Slipway.Cli.Lab;
#else
using Slipway.Cli.Official;
#endif

namespace Slipway.Cli.Secrets;

/// <summary>The keys that a command line, the environment and the lab have at hand. A key is never an argument: others can see those.</summary>
internal sealed class KeyArguments
{
    private readonly Option<string[]> _identities = new("--identity", "-i")
    {
        Description = "A file of age identities. Default: the file that SOPS_AGE_KEY_FILE names, and SOPS_AGE_KEY itself.",
        HelpName = "file",
    };

    private readonly Option<string?> _environment = new("--env") { Description = "In the lab: an environment whose cluster and KMS open files too.", HelpName = "env" };

    private readonly Option<string> _folder = new("--cwd", "-C")
    {
        Description = "With --env: folder of the project, or one below it. Default: the current folder.",
        HelpName = "dir",
        DefaultValueFactory = _ => ".",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_identities);
        command.Add(_environment);
        command.Add(_folder);
    }

    /// <summary>Gathers the keys.</summary>
    /// <exception cref="UsageException">A file is missing or holds no identity, or the environment has no cluster.</exception>
    public SopsKeys Read(ParseResult parsed)
    {
        var given = parsed.GetValue(_identities) ?? [];
        var identities = given.SelectMany(f => InFile(f, "--identity")).ToList();
        if (given.Length == 0 && Environment.GetEnvironmentVariable("SOPS_AGE_KEY_FILE") is { Length: > 0 } file)
            identities.AddRange(InFile(file, "SOPS_AGE_KEY_FILE"));
        if (given.Length == 0 && Environment.GetEnvironmentVariable("SOPS_AGE_KEY") is { Length: > 0 } text)
            identities.AddRange(Parse(text, "SOPS_AGE_KEY"));
        var keys = new SopsKeys { Identities = identities };
        if (parsed.GetValue(_environment) is not { } environment)
            return keys;
        var project = ProjectFile.Find(Path.GetFullPath(parsed.GetValue(_folder) ?? "."));
        return ClusterKeys.With(keys, project, StackFile.Read(project, environment));
    }

    private static IReadOnlyList<AgeIdentity> InFile(string file, string source) => File.Exists(file)
        ? Parse(File.ReadAllText(file), $"{source} {file}")
        : throw new UsageException($"{source} names {file}, which does not exist.");

    private static IReadOnlyList<AgeIdentity> Parse(string text, string source)
    {
        try
        {
            return AgeIdentity.ParseAll(text);
        }
        catch (FormatException problem)
        {
            throw new UsageException($"{source}: {problem.Message}.");
        }
    }
}
