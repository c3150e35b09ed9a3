using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Schema;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>The <c>github</c> package, acting for one owner.</summary>
internal sealed class GitHubProvider(PackageSchema schema, GitHubCloud cloud, TemplateRepositories templates, string owner) : SchemaProvider(schema)
{
    protected override ResourceKind Kind(ResourceSchema resource) => resource.Token switch
    {
        "github:index/repository:Repository" => new RepositoryKind(cloud, templates, owner),
        "github:index/branchDefault:BranchDefault" => new BranchDefaultKind(cloud, owner),
        "github:index/repositoryDeployKey:RepositoryDeployKey" => new DeployKeyKind(cloud, owner),
        "github:index/repositoryFile:RepositoryFile" => new RepositoryFileKind(cloud, owner),
        "github:index/repositoryRuleset:RepositoryRuleset" => new RulesetKind(cloud, owner, RepositoryPart.Of(resource.Token)!),
        _ when RepositoryPart.Of(resource.Token) is { } part => new RepositoryPartKind(cloud, owner, part),
        _ => throw new InvalidOperationException($"{resource.Token} is in the schema, but the lab's github does not make it."),
    };

    protected override Task<PropertyMap> CallAsync(FunctionSchema function, PropertyMap args, CancellationToken cancellation) => function.Token switch
    {
        "github:index/getRepository:getRepository" => GetRepositoryAsync(function, args, cancellation),
        "github:index/getTeam:getTeam" => Task.FromResult(Account(function, args, "slug")),
        "github:index/getUser:getUser" => Task.FromResult(Account(function, args, "username")),
        "github:index/getRepositoryFile:getRepositoryFile" => GetRepositoryFileAsync(function, args, cancellation),
        _ => base.CallAsync(function, args, cancellation),
    };

    // The real provider's answer about a repository that does not exist is an empty one, not an error.
    private async Task<PropertyMap> GetRepositoryAsync(FunctionSchema function, PropertyMap args, CancellationToken cancellation)
    {
        var (space, name) = (args.Text("fullName") ?? $"{owner}/{args.Text("name")}").Split('/', 2) is [var o, var n] ? (o, n) : (owner, "");
        var empty = Empty(function);
        // An owner's own repositories are only those that were made.
        if (!string.Equals(space, owner, StringComparison.OrdinalIgnoreCase))
            await templates.ShowAsync(space, name, cancellation);
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
            ("content", Encoding.UTF8.GetString(found.Content)),
            ("sha", found.Sha),
            ("commitSha", await git.LastCommitOfAsync(branch, file, cancellation))));
    }

    // The lab knows no people: whoever is asked for is there, under a number that follows from the name.
    private static PropertyMap Account(FunctionSchema function, PropertyMap args, string key)
    {
        var name = args.Text(key) ?? "";
        var number = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{key} {name.ToLowerInvariant()}"))) % 9_000_000 + 1_000_000;
        return Empty(function).Merge(args).With("id", number.ToString(CultureInfo.InvariantCulture));
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
