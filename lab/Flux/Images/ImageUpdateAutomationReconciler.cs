using System.Text;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>image-automation-controller's work: the latest tags of policies, written into the marked values of a branch and pushed with the key that may write.</summary>
internal sealed class ImageUpdateAutomationReconciler(FluxContext context) : IReconciler
{
    public string Controller => "image-automation-controller";

    public string ApiVersion => $"{FluxKinds.Image}/v1";

    public string Kind => "ImageUpdateAutomation";

    public bool IsTriggeredBy(ClusterObject target, ClusterObject changed) => changed.Reference.Kind == "ImagePolicy" && changed.Group == FluxKinds.Image && changed.Namespace == target.Namespace;

    public async Task<Outcome> ReconcileAsync(ClusterObject target, CancellationToken cancellation)
    {
        var retry = FluxContext.Duration(target.Spec, "interval", TimeSpan.FromMinutes(10));
        try
        {
            var git = target.Spec.Map("git");
            var reference = target.Spec.Map("sourceRef");
            var source = context.Source(reference, target.Namespace)
                ?? throw new FetchException($"referenced git repository does not exist: gitrepositories.{FluxKinds.Source} \"{reference.Text("name")}\" not found", "SourceManagerInitFailed");
            var branch = git.Map("checkout").Map("ref").Text("branch") ?? source.Spec.Map("ref").Text("branch")
                ?? throw new FetchException("failed to configure checkout: the source follows no branch; set spec.git.checkout.ref.branch", "SourceManagerInitFailed");
            var address = GitRepositoryReconciler.Login(context, source);
            var references = await context.Git.ReferencesAsync(address, cancellation).ConfigureAwait(false);
            if (!references.TryGetValue($"refs/heads/{branch}", out var commit))
                throw new FetchException($"failed to checkout source: couldn't find remote ref \"refs/heads/{branch}\"", "CheckoutFailed");
            var files = await context.Git.CommitAsync(address, commit, cancellation).ConfigureAwait(false) ?? throw new FetchException($"failed to checkout source: object not found: {commit}", "CheckoutFailed");
            var (contents, changes) = Updates(target, files.Tree);
            var message = "repository up-to-date";
            var status = target.Status.With("lastAutomationRunTime", Conditions.Time(context.Clock.Now));
            if (contents.Count > 0)
            {
                var push = git.Map("push").Text("branch") ?? branch;
                GitRepositoryReconciler.Login(context, source, writes: true);
                var author = git.Map("commit").Map("author");
                var pushed = await context.Git.GitHub.PushFilesAsync(
                    address.Owner, address.Repository, commit, push, contents, CommitMessage(git, changes), (author.Text("name") ?? "flux", author.Text("email") ?? ""), cancellation).ConfigureAwait(false);
                context.Git.Forget(address);
                if (pushed is null)
                {
                    message = $"repository up-to-date: branch '{push}' has the update already";
                }
                else
                {
                    message = $"pushed commit '{pushed[..7]}' to branch '{push}'\n{string.Join('\n', changes)}";
                    status = status.With("lastPushCommit", pushed).With("lastPushTime", Conditions.Time(context.Clock.Now));
                    context.Events.Add(target, isError: false, "Succeeded", message);
                }
            }
            if (!target.IsReady || status.Text("lastPushCommit") != target.Status.Text("lastPushCommit"))
                context.SetStatus(target, context.Ready(target, status, isReady: true, "Succeeded", message.Split('\n')[0]));
            return Outcome.Done;
        }
        catch (FetchException problem)
        {
            return context.Fail(target, target.Status, problem.Reason, problem.Message, retry);
        }
        catch (ProviderException refused)
        {
            return context.Fail(target, target.Status, "GitOperationFailed", $"failed to push to remote: {refused.Message}", retry);
        }
    }

    private (Dictionary<string, string> Contents, List<string> Changes) Updates(ClusterObject target, FleetTree tree)
    {
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        var changes = new List<string>();
        foreach (var path in Yaml(tree, FleetTree.Combine("", target.Spec.Map("update").Text("path") ?? ".")))
        {
            var text = Encoding.UTF8.GetString(tree.Bytes(path));
            var updated = ImageSetters.Apply(text, policy => Latest(target, policy), (setter, old, now) => changes.Add($"{setter}: {old} -> {now}"));
            if (updated != text)
                contents[path] = updated;
        }
        return (contents, changes);
    }

    // A policy of another namespace is passed over, as the controller does.
    private (string, string)? Latest(ClusterObject target, string policy)
    {
        var parts = policy.Split(':');
        return parts[0] == target.Namespace && context.Find(ApiVersion, "ImagePolicy", parts[0], parts[1])?.Status.Map("latestRef") is { Count: > 0 } latest
            ? (latest.Text("name") ?? "", latest.Text("tag") ?? "")
            : null;
    }

    private static IEnumerable<string> Yaml(FleetTree tree, string folder) => tree.Find(folder) != FleetEntry.Folder ? [] : tree.List(folder)
        .Select(name => folder.Length == 0 ? name : $"{folder}/{name}")
        .SelectMany(path => tree.Find(path) == FleetEntry.Folder ? Yaml(tree, path) : path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal) ? [path] : []);

    // The template is Go's, which the lab does not run: its text up to the first action, and then the changes.
    private static string CommitMessage(PropertyMap git, List<string> changes)
    {
        var template = git.Map("commit").Text("messageTemplate") ?? "Update from image update automation";
        var action = template.IndexOf("{{", StringComparison.Ordinal);
        return $"{(action < 0 ? template : template[..action]).Trim()}\n\n{string.Join('\n', changes)}";
    }
}
