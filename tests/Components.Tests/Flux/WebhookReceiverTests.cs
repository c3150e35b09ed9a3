using System.Collections.Immutable;
using Pulumi.Utilities;
using Slipway.Components.Flux;
using Slipway.Tests;

namespace Slipway.Components.Tests.Flux;

public sealed class WebhookReceiverTests
{
    private readonly RecordingMocks _mocks = new()
    {
        Outputs = { ["random:index/randomPassword:RandomPassword"] = ImmutableDictionary<string, object>.Empty.Add("result", "s3cr3t-token") },
    };

    // printf '%s' 's3cr3t-tokenfleetflux-system' | sha256sum
    private const string Hash = "57c2644fddc9ccfa3ad8d2b0a5a1384f01d9dc0178bb50cdf4b4aa7ff061c1c4";

    [Fact]
    public void The_path_is_the_digest_of_token_name_and_namespace() =>
        Assert.Equal($"/hook/{Hash}", ReceiverPath.For("s3cr3t-token", "fleet", "flux-system"));

    [Fact]
    public async Task Every_repository_tells_of_pushes_at_the_path_and_signs_with_the_token()
    {
        await Make();

        var hooks = _mocks.OfType("github:index/repositoryWebhook:RepositoryWebhook").ToList();
        Assert.Equal(["fleet-apps", "fleet-infrastructure"], hooks.Select(h => h.Inputs["repository"]));
        Assert.All(hooks, h =>
        {
            Assert.Equal(["push"], ((ImmutableArray<object>)h.Inputs["events"]).Cast<string>());
            var configuration = (ImmutableDictionary<string, object>)h.Inputs["configuration"];
            Assert.Equal(
                ($"https://flux.dev.example.org/hook/{Hash}", "s3cr3t-token", "json", false),
                ((string)configuration["url"], (string)configuration["secret"], (string)configuration["contentType"], (bool)configuration["insecureSsl"]));
        });
    }

    [Fact]
    public async Task The_token_is_secret()
    {
        var receiver = await Make();

        Assert.True(await Output.IsSecretAsync(receiver.SharedToken));
    }

    [Fact]
    public async Task Without_a_host_there_is_a_token_for_the_receiver_and_github_is_told_nothing()
    {
        var receiver = await Make(host: null);

        Assert.Equal("s3cr3t-token", await OutputUtilities.GetValueAsync(receiver.SharedToken));
        Assert.Empty(_mocks.OfType("github:index/repositoryWebhook:RepositoryWebhook"));
    }

    private async Task<WebhookReceiver> Make(string? host = "flux.dev.example.org")
    {
        WebhookReceiver? receiver = null;
        await _mocks.RunAsync(() => receiver = new WebhookReceiver("receiver", new WebhookReceiverArgs
        {
            Host = host,
            Sources = [("infrastructure", "fleet-infrastructure"), ("apps", "fleet-apps")],
        }));
        return Assert.IsType<WebhookReceiver>(receiver);
    }
}
