using Pulumi.Github;
using Pulumi.Github.Inputs;
using Pulumi.Random;
using Slipway.Components.Fleet;
using Slipway.Infra;
using Slipway.Infra.Repositories;

namespace Slipway.Components.Flux;

/// <summary>
/// GitHub tells Flux of every push: a token that both know and, where a host is configured, a webhook per repository at the path that Flux computes from the token.
/// </summary>
/// <remarks>The Receiver itself, and how requests reach notification-controller's <c>webhook-receiver</c> Service under the host name, are in the fleet.</remarks>
public sealed class WebhookReceiver : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:components:WebhookReceiver";

    /// <summary>Makes token and webhooks. Children are named <c>{name}-…</c>.</summary>
    public WebhookReceiver(string name, WebhookReceiverArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        var token = new RandomPassword($"{name}-token", new RandomPasswordArgs { Length = 40, Special = false }, this.Child());
        SharedToken = Output.CreateSecret(token.Result);
        foreach (var (role, repository) in args.Host is null ? [] : args.Sources)
        {
            _ = new RepositoryWebhook($"{name}-{role}", new RepositoryWebhookArgs
            {
                Repository = repository,
                Active = true,
                Events = { GitHubLiterals.Push },
                Configuration = new RepositoryWebhookConfigurationArgs
                {
                    // Whoever knows the path can make Flux fetch, so it is as secret as the token.
                    Url = SharedToken.Apply(t => $"https://{args.Host}{ReceiverPath.For(t, FleetNames.Receiver, FleetNames.Namespace)}"),
                    ContentType = GitHubLiterals.Json,
                    InsecureSsl = false,
                    Secret = SharedToken,
                },
            }, this.Child());
        }
        RegisterOutputs();
    }

    /// <summary>The token that the webhooks are signed with; secret.</summary>
    public Output<string> SharedToken { get; }
}
