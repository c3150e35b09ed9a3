using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>The <c>github</c> package, acting on the repositories of one owner.</summary>
internal sealed class GitHubProvider(PackageSchema schema, GitHubCloud cloud, TemplateRepositories templates, string owner, GitHubActor actor) : SchemaProvider(schema)
{
    protected override ResourceKind Kind(ResourceSchema resource) => resource.Token switch
    {
        "github:index/repository:Repository" => new RepositoryKind(cloud, templates, owner),
        "github:index/branchDefault:BranchDefault" => new BranchDefaultKind(cloud, owner, actor),
        "github:index/repositoryDeployKey:RepositoryDeployKey" => new DeployKeyKind(cloud, owner),
        "github:index/repositoryFile:RepositoryFile" => new RepositoryFileKind(cloud, owner, actor),
        "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable" => new EnvironmentVariableKind(cloud, owner),
        "github:index/actionsVariable:ActionsVariable" => new VariableKind(cloud, owner),
        "github:index/repositoryEnvironment:RepositoryEnvironment" => new EnvironmentKind(cloud, owner),
        "github:index/repositoryEnvironmentDeploymentPolicy:RepositoryEnvironmentDeploymentPolicy" => new EnvironmentPolicyKind(cloud, owner),
        "github:index/repositoryRuleset:RepositoryRuleset" => new RulesetKind(cloud, owner),
        "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts" => new VulnerabilityAlertsKind(cloud, owner),
        "github:index/repositoryWebhook:RepositoryWebhook" => new WebhookKind(cloud, owner),
        "github:index/teamRepository:TeamRepository" => new TeamRepositoryKind(cloud, owner),
        _ => throw new InvalidOperationException($"{resource.Token} is in the schema, but the lab's github does not make it."),
    };

    protected override Task<PropertyMap> CallAsync(FunctionSchema function, PropertyMap args, CancellationToken cancellation) => function.Token switch
    {
        "github:index/getRepository:getRepository" => Task.FromResult(GetRepository(function, args)),
        "github:index/getTeam:getTeam" => Task.FromResult(Empty(function).Merge(args).Merge(GitHubDirectory.Team(owner, args))),
        "github:index/getUser:getUser" => Task.FromResult(Empty(function).Merge(args).Merge(GitHubDirectory.User(args))),
        "github:index/getRepositoryFile:getRepositoryFile" => GetRepositoryFileAsync(function, args, cancellation),
        _ => base.CallAsync(function, args, cancellation),
    };

    // The real provider's answer about a repository that does not exist is an empty one, not an error.
    private PropertyMap GetRepository(FunctionSchema function, PropertyMap args)
    {
        var (space, name) = (args.Text("fullName") ?? $"{owner}/{args.Text("name")}").Split('/', 2) is [var o, var n] ? (o, n) : (owner, "");
        var empty = Empty(function);
        var found = cloud.Find(space, name);
        var known = PropertyMap.From((found ?? PropertyMap.Empty).Where(p => function.Outputs.Properties.ContainsKey(p.Key)));
        var answer = empty.Merge(args).Merge(known);
        if (found is null)
            return answer.With("name", name);
        return answer.Merge(PropertyMap.Of(("id", name), ("defaultBranch", cloud.Git(space, name).DefaultBranch)));
    }

    // Like GetRepository's: a file that does not exist has an empty answer.
    private async Task<PropertyMap> GetRepositoryFileAsync(FunctionSchema function, PropertyMap args, CancellationToken cancellation)
    {
        var answer = Empty(function).Merge(args);
        var (repository, file) = (args["repository"].AsString ?? "", args["file"].AsString ?? "");
        if (cloud.Find(owner, repository) is null)
            return answer;
        var git = cloud.Git(owner, repository);
        var branch = args.Text("branch") ?? git.DefaultBranch;
        if (await git.FileAsync(branch, file, cancellation) is not { } found)
            return answer;
        return answer.Merge(PropertyMap.Of(
            ("id", $"{repository}/{file}"),
            ("branch", branch),
            ("ref", branch),
            ("content", System.Text.Encoding.UTF8.GetString(found.Content)),
            ("sha", found.Sha),
            ("commitSha", await git.LastCommitOfAsync(branch, file, cancellation))));
    }

    private static PropertyMap Empty(FunctionSchema function) =>
        PropertyMap.From(function.Outputs.Properties.Values.Where(p => p.Required).Select(p => KeyValuePair.Create(p.Name, Empty(p.Type))));

    private static PropertyValue Empty(TypeSchema type) => type.Kind switch
    {
        TypeKind.Boolean => false,
        TypeKind.Integer or TypeKind.Number => 0,
        TypeKind.List => PropertyValue.List(),
        TypeKind.Map or TypeKind.Object or TypeKind.Any => PropertyMap.Empty,
        _ => "",
    };
}
