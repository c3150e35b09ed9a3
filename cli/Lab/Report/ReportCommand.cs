using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Checks;
using Slipway.Checks.Compare;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Schemas;
using Slipway.Cli.Commands;
using Slipway.Cli.Graphs;
using Slipway.Cli.Lab.View;
using Slipway.Cli.Project;
using Slipway.Cli.Promotion;
using Slipway.Components.Fleet;
using Slipway.Components.Layers;
using Slipway.Lab.Engine;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab.Report;

/// <summary><c>slipway report</c>.</summary>
internal static class ReportCommand
{
    private const string Main = "main";

    public static Command Create(Terminal terminal)
    {
        var stack = new StackArguments();
        var command = new Command("report", """
            Writes all that is known of an environment to standard output, as one page of HTML that needs nothing else: what is not ready and why, what every
            environment runs, layers, sources, releases of charts, findings of 'slipway check', outputs (a secret reads [secret]), and the graph of resources.
            Nothing is fetched or changed.

            Example: slipway report dev > dev.html
            """);
        stack.AddTo(command);
        command.SetAction(parsed =>
        {
            var (project, file) = stack.Read(parsed);
            terminal.Out.Write(ReportPage.Of(Read(project, file)));
            return ExitCode.Done;
        });
        return command;
    }

    private static EnvironmentReport Read(ProjectFile project, StackFile file)
    {
        var session = StackSession.Open(project, file);
        var fleet = PromotionArguments.ReadFleet(project);
        var clouds = session.Clouds();
        var flux = session.Flux(clouds)?.Status();
        return new EnvironmentReport
        {
            Environment = file.Environment,
            Time = DateTimeOffset.UtcNow,
            // The layers are no secret: a secret elsewhere in the configuration stays as it is.
            Layers = LayerGraph.Of(SettingsCheck.Read(project, file, file.Config(project, ciphertext => ciphertext)).Layers),
            Flux = flux,
            Releases = [.. fleet.Order.Select(e => e == file.Environment ? Running(e, session, flux) : Running(project, e))],
            Outputs = [.. session.State.Snapshot.StackOutputs.Select(o => (o.Key, OutputsView.Text(o.Value, showSecrets: false)))],
            Findings = LabFleetHost.Of(project, fleet, clouds.GitHub) is { } host
                ? Check((FleetNames.InfrastructureSource, host.Places.Infrastructure), (FleetNames.AppsSource, host.Places.Apps))
                : null,
            Resources = new ResourceDiagram([.. session.State.Snapshot.Resources.Where(r => !r.Delete).Select(r => new DeclaredResource
            {
                Urn = r.Urn,
                Type = r.Type,
                Name = Urn.Name(r.Urn),
                Custom = r.Custom,
                Parent = r.Parent,
                DependsOn = r.Dependencies,
            })]),
        };
    }

    private static RunningRelease Running(ProjectFile project, string environment)
    {
        try
        {
            var session = StackSession.Open(project, StackFile.Read(project, environment));
            return Running(environment, session, session.Flux(session.Clouds())?.Status());
        }
        catch (UsageException problem)
        {
            // One environment that cannot be read, as for want of its passphrase, leaves the others to be told.
            return new(environment, "", "", "", $"cannot be read: {problem.Message}");
        }
    }

    private static RunningRelease Running(string environment, StackSession session, FluxStatus? status)
    {
        if (status is null)
            return new(environment, "", "", "", "not up");
        var bad = status.Objects.Count(o => o.Ready == false);
        return new(
            environment,
            session.State.Snapshot.StackOutputs.Find("release") is { } release ? OutputsView.Text(release, showSecrets: false) : "",
            Revision(status, FleetNames.InfrastructureSource),
            Revision(status, FleetNames.AppsSource),
            bad == 0 ? "ready" : $"{bad} not ready");
    }

    private static string Revision(FluxStatus status, string source) =>
        status.Of("GitRepository").FirstOrDefault(r => r.Name == source && r.Namespace == FleetNames.Namespace)?.Revision ?? "";

    private static CheckReport Check(params (string Name, string Folder)[] repositories)
    {
        var trees = repositories.Select(r => (r.Name, Tree: GitTree.Open(r.Folder, Main))).ToImmutableArray();
        try
        {
            // Environments that were never up have no generated files yet.
            bool HasImageAutomation(string environment) => trees.Any(t => t.Name == FleetNames.AppsSource && t.Tree.Find($"image-automation/{environment}") == FleetEntry.Folder);
            var read = trees.Select(t => new FleetRepository(t.Name, new FleetTree(GeneratedFiles.Over(t.Tree, HasImageAutomation), t.Name + "/")));
            return FleetCheck.Of(FleetReader.Read([.. read], new FleetOptions()), SchemaCatalog.BuiltIn);
        }
        finally
        {
            foreach (var (_, tree) in trees)
                tree.Dispose();
        }
    }
}
