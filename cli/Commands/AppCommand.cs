using System.CommandLine;
using Slipway.Cli.Apps;
using Slipway.Cli.Files;
using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Apps;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway app</c>.</summary>
internal static class AppCommand
{
    public static Command Create(Terminal terminal) => new("app", "Adds apps to a clone of fleet-apps, and takes them out.") { Add(terminal), Remove(terminal) };

    private static Command Add(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "Name of the app: lower-case letters, digits and dashes. It is served at <name>.<domain>." };
        var image = new Option<string?>("--image") { Description = "Its image, pinned. Alone it becomes a Deployment and a Service; with --chart it becomes the values image.repository and image.tag.", HelpName = "repository:tag" };
        var chart = new Option<string?>("--chart") { Description = "Its Helm chart, pinned: it becomes an OCIRepository and a HelmRelease.", HelpName = "oci://repository:version" };
        var port = new Option<int?>("--port") { Description = "The port that the container listens at, or that the chart's Service has. Default: 8080; with --chart 80." };
        var space = new Option<string?>("--namespace") { Description = "Its namespace, made with it. Default: the name." };
        var owner = new Option<string?>("--owner") { Description = "Who approves changes of it, for CODEOWNERS. Default: who approves all.", HelpName = "@organization/team" };
        var (repository, yes) = (Repository(), Yes());
        var command = new Command("add", """
            Writes what an app needs into a clone of fleet-apps: its base with namespace, network policies and route, redundancy for the environments
            that have it, image automation where there is some, its owner. Where a clone of fleet-infrastructure lies beside it, the namespace must be
            none that it makes. Entries are added to the files that people wrote; nothing else in them
            changes. Everything is built before and after; where that fails, or Git has not committed a file that would change, nothing is written.
            Without --yes it shows the patch.

            Example: slipway app add shop --image ghcr.io/acme/shop:1.2.0 --owner @acme/shop --yes
            Example: slipway app add podinfo --chart oci://ghcr.io/stefanprodan/charts/podinfo:6.14.1 --port 9898
            """) { name, image, chart, port, space, owner, repository, yes };
        command.SetAction((parsed, cancellation) =>
        {
            var app = Request(() => AppRequest.Parse(
                parsed.GetValue(name) ?? "", parsed.GetValue(image), parsed.GetValue(chart), parsed.GetValue(port), parsed.GetValue(space), parsed.GetValue(owner)));
            var done = app.Chart is { } fromChart
                ? $"The cluster fetches charts from allowed places alone: see that infrastructure/base/cluster/allowed-sources.yaml of fleet-infrastructure has {fromChart.Url}."
                : "";
            return RunAsync(terminal, parsed.GetValue(repository), app.Name, (repository, files) => Addition(app, repository, files), adds: true, parsed.GetValue(yes), done, cancellation);
        });
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "Name of the app: its folder in apps/base." };
        var (repository, yes) = (Repository(), Yes());
        var command = new Command("remove", """
            Takes an app out of a clone of fleet-apps: its folder, and every entry and file elsewhere that is about it alone. Everything is built before
            and after; where something still refers to the app, nothing is written. In the cluster its namespace stays, as it is never pruned.
            Without --yes it shows the patch.

            Example: slipway app remove shop --yes
            """) { name, repository, yes };
        command.SetAction((parsed, cancellation) =>
        {
            var app = parsed.GetValue(name) ?? "";
            return RunAsync(terminal, parsed.GetValue(repository), app, (_, files) => AppRemoval.For(app, files), adds: false, parsed.GetValue(yes), "", cancellation);
        });
        return command;
    }

    private static AppPlan Addition(AppRequest app, AppRepository repository, RepositoryFiles files)
    {
        var plan = AppAddition.For(app, files);
        return repository.ReadInfrastructure() is { } infrastructure ? plan with { Refusals = [.. plan.Refusals, .. AppAddition.TakenBy(app, infrastructure)] } : plan;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, string? named, string app, Func<AppRepository, RepositoryFiles, AppPlan> planned, bool adds, bool yes, string notice, CancellationToken cancellation)
    {
        var repository = AppRepository.Open(named);
        try
        {
            if (FileChanges.Finish(repository.Root) is { } finished)
                terminal.Error.WriteLine(Terminal.Harmless(finished));
            var files = repository.Read();
            var plan = planned(repository, files);
            IReadOnlyList<AppRefusal> refusals = plan.Refusals.IsEmpty
                ? [.. BuildComparison.Of(plan, app, files, adds), .. await UncommittedAsync(repository, plan, cancellation).ConfigureAwait(false)]
                : plan.Refusals;
            foreach (var refusal in refusals)
                terminal.Error.WriteLine(Terminal.Harmless($"slipway: {refusal}."));
            if (refusals.Count > 0)
            {
                terminal.Error.WriteLine("Nothing was changed.");
                return ExitCode.Failed;
            }
            terminal.Out.Write(Terminal.Harmless(await AppRepository.PatchAsync(plan.Changes, cancellation).ConfigureAwait(false)));
            if (yes)
                FileChanges.Write(repository.Root, plan.Changes);
            terminal.Error.WriteLine(yes
                ? $"{plan.Changes.Length} files of {repository.Root} were changed; commit them on a branch and open a pull request."
                : "Nothing was changed; to do this, add --yes.");
            if (notice.Length > 0)
                terminal.Error.WriteLine(notice);
            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is GitException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(Terminal.Harmless($"slipway: {problem.Message}"));
            return ExitCode.Failed;
        }
    }

    private static async Task<IEnumerable<AppRefusal>> UncommittedAsync(AppRepository repository, AppPlan plan, CancellationToken cancellation) =>
        (await repository.UncommittedAsync(plan.Changes.Select(c => c.Path), cancellation).ConfigureAwait(false))
            .Select(path => new AppRefusal($"{path} has changes that are not committed", "commit them first, so that this one can be looked at, and taken back, by itself"));

    private static AppRequest Request(Func<AppRequest> parse)
    {
        try
        {
            return parse();
        }
        catch (FormatException problem)
        {
            throw new UsageException(problem.Message.Replace("\n", "\nslipway: ", StringComparison.Ordinal));
        }
    }

    private static Option<string?> Repository() => new("--repository") { Description = "The clone of fleet-apps. Default: the current folder, or fleet/fleet-apps or fleet-apps in it.", HelpName = "dir" };

    private static Option<bool> Yes() => new("--yes", "-y") { Description = "Write it. Default: show the patch, and change nothing." };
}
