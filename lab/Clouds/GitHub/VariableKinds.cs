using System.Text;
using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.ActionsVariable</c>: a value that a repository's workflows see.</summary>
internal sealed partial class VariableKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, "actions-variables", "repository", "variableName")
{
    private const int MaxBytes = 48 * 1024;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) => ProblemsOf(inputs);

    /// <summary>What is wrong with a variable's name and value.</summary>
    public static IEnumerable<CheckFailure> ProblemsOf(PropertyMap inputs)
    {
        if (inputs.Text("variableName") is { } name)
        {
            if (!Name().IsMatch(name))
                yield return new CheckFailure("variableName", $"422 Variable names can only contain alphanumeric characters ([A-Z], [0-9]) or underscores (_), and begin with none of the digits: '{name}'");
            else if (name.StartsWith("GITHUB_", StringComparison.Ordinal))
                yield return new CheckFailure("variableName", $"422 Variable names must not start with GITHUB_: '{name}'");
        }
        if (Encoding.UTF8.GetByteCount(inputs.Text("value") ?? "") > MaxBytes)
            yield return new CheckFailure("value", "422 Variable values are limited to 48 KB in size");
    }

    protected override string Taken(PropertyMap wanted) => $"409 Already exists - Variable already exists: {wanted.Text("variableName")}";

    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]*\z")]
    private static partial Regex Name();
}

/// <summary><c>github.ActionsEnvironmentVariable</c>: a value that workflows see when they deploy to an environment.</summary>
internal sealed class EnvironmentVariableKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, Folder, "repository", "environment", "variableName")
{
    /// <summary>The name of the settings.</summary>
    public const string Folder = "environment-variables";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) => VariableKind.ProblemsOf(inputs);

    protected override void Admit(string call, string repository, PropertyMap wanted)
    {
        if (Cloud.Setting(Owner, repository, EnvironmentKind.Folder, $"{repository}:{wanted.Text("environment")}") is null)
            throw new ProviderException($"{call}: 404 Not Found: {Owner}/{repository} has no environment {wanted.Text("environment")}");
    }

    protected override string Taken(PropertyMap wanted) => $"409 Already exists - Variable already exists: {wanted.Text("variableName")} of {wanted.Text("environment")}";
}
