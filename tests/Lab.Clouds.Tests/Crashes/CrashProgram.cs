using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Iam;
using Pulumi.Github;
using Pulumi.Tls;
using Slipway.Lab.Engine;

namespace Slipway.Lab.Clouds.Tests.Crashes;

/// <summary>
/// A small stack in every cloud but the cluster's, in two versions. Between them: updates, replacements with the new one first and with the old one first, with what
/// hangs on them, a rename, commits, and something dropped.
/// </summary>
internal static class CrashProgram
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    /// <summary>The program in a version.</summary>
    public static EngineProgram Of(int version, string folder) => async (monitor, dryRun, cancellation) =>
    {
        var options = new ProgramOptions { Project = "crash", Stack = "dev", RootDirectory = folder, DryRun = dryRun };
        var outcome = await ProgramRunner.RunAsync(monitor, options, () => Task.FromResult(Make(version)), cancellation);
        return outcome.Errors;
    };

    private static IDictionary<string, object?> Make(int version)
    {
        var vpc = new Vpc("vpc", new VpcArgs { CidrBlock = $"10.{version}.0.0/16", Tags = { ["version"] = $"{version}" } });
        _ = new Subnet("subnet", new SubnetArgs { VpcId = vpc.Id, CidrBlock = $"10.{version}.1.0/24", AvailabilityZone = "eu-west-1a" });
        var role = new Role("role", new RoleArgs { Name = "worker", Path = $"/v{version}/", AssumeRolePolicy = Trust });
        _ = new RolePolicyAttachment("attachment", new RolePolicyAttachmentArgs { Role = role.Name, PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess" });
        _ = new Role($"role-{version}", new RoleArgs { AssumeRolePolicy = Trust }, new CustomResourceOptions { Aliases = { new Alias { Name = "role-1" } } });
        if (version == 1)
            _ = new Role("dropped", new RoleArgs { AssumeRolePolicy = Trust });
        else
            _ = new Role("added", new RoleArgs { AssumeRolePolicy = Trust });

        var repository = new Repository("fleet", new RepositoryArgs { Name = "fleet", AutoInit = true, Description = $"Version {version}" });
        var first = new RepositoryFile("file", new RepositoryFileArgs { Repository = repository.Name, File = "a.yaml", Content = $"version: {version}\n", CommitMessage = $"Set version {version}" });
        _ = new RepositoryFile("second", new RepositoryFileArgs { Repository = repository.Name, File = $"v{version}.yaml", Content = "{}\n" }, new CustomResourceOptions { DependsOn = { first } });
        var key = new PrivateKey($"key-{version}", new PrivateKeyArgs { Algorithm = "ED25519" });
        _ = new RepositoryDeployKey($"deploy-{version}", new RepositoryDeployKeyArgs { Repository = repository.Name, Title = $"v{version}", Key = key.PublicKeyOpenssh, ReadOnly = true });
        return new Dictionary<string, object?> { ["vpc"] = vpc.Id, ["key"] = key.PrivateKeyOpenssh };
    }
}
