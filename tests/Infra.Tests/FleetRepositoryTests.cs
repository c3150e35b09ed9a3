using System.Collections.Immutable;
using Pulumi.Utilities;
using Slipway.Infra.Repositories;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class FleetRepositoryTests
{
    private readonly RecordingMocks _mocks = new()
    {
        Outputs =
        {
            ["tls:index/privateKey:PrivateKey"] = ImmutableDictionary<string, object>.Empty
                .Add("publicKeyOpenssh", "ssh-ed25519 AAAA\n")
                .Add("privateKeyOpenssh", "private")
                .Add("publicKeyFingerprintSha256", "SHA256:abc"),
        },
    };

    [Fact]
    public async Task An_owned_repository_starts_as_a_private_copy_of_its_template()
    {
        await Make(owned: true);

        var inputs = _mocks.Single("github:index/repository:Repository").Inputs;
        Assert.Equal("private", inputs["visibility"]);
        Assert.Equal("templates", ((ImmutableDictionary<string, object>)inputs["template"])["owner"]);
        Assert.Equal("main", _mocks.Single("github:index/branchDefault:BranchDefault").Inputs["branch"]);
    }

    [Fact]
    public async Task The_deploy_key_only_reads_and_is_named_after_environment_and_repository()
    {
        await Make(owned: true);

        var key = _mocks.Single("github:index/repositoryDeployKey:RepositoryDeployKey").Inputs;
        Assert.Equal(true, key["readOnly"]);
        Assert.Equal("flux-dev-fleet-apps", key["title"]);
        Assert.Equal("ssh-ed25519 AAAA", key["key"]);
        Assert.Equal("ED25519", _mocks.Single("tls:index/privateKey:PrivateKey").Inputs["algorithm"]);
    }

    [Fact]
    public async Task The_private_key_is_secret()
    {
        var repository = await Make(owned: true);

        Assert.True(await Output.IsSecretAsync(repository.PrivateKey));
    }

    [Fact]
    public async Task An_owner_takes_a_repository_back_that_it_once_kept()
    {
        _mocks.Results["github:index/getRepository:getRepository"] = ImmutableDictionary<string, object>.Empty.Add("name", "fleet-apps").Add("nodeId", "R_1");

        await Make(owned: true);

        Assert.Equal("fleet-apps", _mocks.Single("github:index/repository:Repository").Id);
    }

    [Fact]
    public async Task An_adopted_repository_is_not_made_again()
    {
        _mocks.Results["github:index/getRepository:getRepository"] = ImmutableDictionary<string, object>.Empty
            .Add("name", "fleet-apps").Add("nodeId", "R_1").Add("htmlUrl", "https://github.com/acme/fleet-apps").Add("defaultBranch", "main");

        var repository = await Make(owned: false);

        Assert.Empty(_mocks.OfType("github:index/repository:Repository"));
        Assert.Equal("fleet-apps", await OutputUtilities.GetValueAsync(repository.Repository));
        Assert.Equal("ssh://git@github.com/acme/fleet-apps", await OutputUtilities.GetValueAsync(repository.SshUrl));
    }

    [Fact]
    public async Task An_adopted_repository_that_does_not_exist_says_what_to_bring_up_first()
    {
        _mocks.Results["github:index/getRepository:getRepository"] = ImmutableDictionary<string, object>.Empty.Add("name", "fleet-apps");

        var problem = await Assert.ThrowsAnyAsync<Exception>(() => Make(owned: false));

        Assert.Contains("acme/fleet-apps does not exist", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("fleet.owner: true", problem.ToString(), StringComparison.Ordinal);
    }

    private async Task<FleetRepository> Make(bool owned)
    {
        FleetRepository? repository = null;
        await _mocks.RunAsync(() => repository = new FleetRepository("fleet-apps", new FleetRepositoryArgs
        {
            Repository = "fleet-apps",
            Owner = "acme",
            Description = "Apps",
            Owned = owned,
            Environment = "dev",
            Template = RepositoryTemplate.Parse("templates/fleet-apps"),
        }));
        return Assert.IsType<FleetRepository>(repository);
    }
}
