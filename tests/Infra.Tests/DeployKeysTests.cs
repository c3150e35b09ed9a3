using System.Collections.Immutable;
using Slipway.Infra.Repositories;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class DeployKeysTests
{
    private const string Registered = "github:index/repositoryDeployKey:RepositoryDeployKey";

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
    public async Task A_key_that_reads_may_not_write()
    {
        await Make([DeployKeyPurpose.Read]);

        var key = _mocks.Single(Registered).Inputs;
        Assert.Equal(true, key["readOnly"]);
        Assert.Equal("slipway/dev/slipway-dev/read", key["title"]);
        Assert.Equal("ssh-ed25519 AAAA", key["key"]);
        Assert.Equal("ED25519", _mocks.Single("tls:index/privateKey:PrivateKey").Inputs["algorithm"]);
    }

    [Fact]
    public async Task A_key_that_writes_is_another_one()
    {
        await Make([DeployKeyPurpose.Read, DeployKeyPurpose.Write]);

        Assert.Equal(
            [("keys-read-1", true), ("keys-write-1", false)],
            _mocks.OfType(Registered).Select(k => (k.Name!, (bool)k.Inputs["readOnly"])));
    }

    [Fact]
    public async Task The_private_half_is_secret() =>
        Assert.True(await Output.IsSecretAsync((await Make([DeployKeyPurpose.Read]))[DeployKeyPurpose.Read].PrivateKey));

    [Fact]
    public async Task Another_generation_is_another_resource_with_another_title()
    {
        await Make([DeployKeyPurpose.Read], generation: 2);

        var key = _mocks.Single(Registered);
        Assert.Equal(("keys-read-2", "slipway/dev/slipway-dev/read/2"), (key.Name, (string)key.Inputs["title"]));
        Assert.Equal("keys-read-2-pair", _mocks.Single("tls:index/privateKey:PrivateKey").Name);
    }

    [Fact]
    public void Titles_are_unique_over_environments_purposes_and_generations()
    {
        var titles = from environment in (string[])["dev", "staging", "prod"]
                     from purpose in Enum.GetValues<DeployKeyPurpose>()
                     from generation in Enumerable.Range(1, 3)
                     select DeployKeyTitle.For(environment, $"slipway-{environment}", purpose, generation);

        Assert.Equal(18, titles.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => DeployKeyTitle.For("dev", "slipway-dev", DeployKeyPurpose.Read, 0));
    }

    private async Task<DeployKeys> Make(ImmutableArray<DeployKeyPurpose> purposes, int generation = 1)
    {
        DeployKeys? keys = null;
        await _mocks.RunAsync(() => keys = new DeployKeys("keys", new DeployKeysArgs
        {
            Repository = "fleet-apps",
            Environment = "dev",
            Cluster = "slipway-dev",
            Purposes = purposes,
            Generation = generation,
        }));
        return Assert.IsType<DeployKeys>(keys);
    }
}
