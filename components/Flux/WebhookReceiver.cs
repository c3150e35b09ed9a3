using Pulumi.Github;
using Pulumi.Github.Inputs;
using Pulumi.Random;
using Slipway.Components.Fleet;
using Slipway.Infra;
using Slipway.Infra.Repositories;

namespace Slipway.Components.Flux;

/// <summary>
/// GitHub tells Flux of every push: a token that both know, the Receiver in Git, and a webhook per repository at the path that Flux computes from the token.
/// </summary>
/// <remarks>How requests reach notification-controller's <c>webhook-receiver</c> Service under the host name is the fleet's matter.</remarks>
public sealed class WebhookReceiver : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:components:WebhookReceiver";

    /// <summary>Makes token, Receiver and webhooks. Children are named <c>{name}-…</c>.</summary>
    public WebhookReceiver(string name, WebhookReceiverArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        var token = new RandomPassword($"{name}-token", new RandomPasswordArgs { Length = 40, Special = false }, this.Child());
        SharedToken = Output.CreateSecret(token.Result);
        File = new RepositoryFile($"{name}-file", new RepositoryFileArgs
        {
            Repository = args.Repository,
            Branch = args.Branch,
            File = FleetNames.ReceiverFile(args.Environment),
            Content = ReceiverManifest.Render(args.Environment),
            CommitMessage = $"Set the receiver of {args.Environment}",
            // A file of that name from an earlier life of the stack is generated too, and may be taken over.
            OverwriteOnCreate = true,
        }, this.Child(args.After));
        foreach (var (role, repository) in args.Sources)
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

    /// <summary>The generated file. Depend on it from whatever starts Flux.</summary>
    public RepositoryFile File { get; }
}
