using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab;

/// <summary><c>slipway status</c>.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var stack = new StackArguments();
        var command = new Command("status", """
            Shows the Git source that Flux syncs in an environment's cluster, fetched with the key that the cluster holds. The lab does not
            apply what it fetches.

            Example: slipway status dev
            """);
        stack.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (project, file) = stack.Read(parsed);
            var session = StackSession.Open(project, file);
            var clouds = session.Clouds();
            var endpoint = session.State.Snapshot.StackOutputs.Find("clusterEndpoint")?.AsString;
            var cluster = endpoint is null ? null : clouds.Kubernetes.ClusterAt(endpoint);
            var source = cluster is null ? null : await new SourceController(clouds.Kubernetes, clouds.GitHub).FetchAsync(cluster, cancellation).ConfigureAwait(false);
            if (source is null)
            {
                terminal.Error.WriteLine($"slipway: {file.Environment} has no cluster with Flux; bring it up with: slipway up {file.Environment}");
                return ExitCode.Failed;
            }
            Table(terminal.Out, source);
            return source.Ready ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    // The columns that users of `flux get sources git` know.
    private static void Table(TextWriter output, SourceStatus source)
    {
        string[][] rows =
        [
            ["NAME", "REVISION", "SUSPENDED", "READY", "MESSAGE"],
            [source.Name, Short(source.Revision), "False", source.Ready ? "True" : "False", source.Ready ? $"stored artifact for revision '{Short(source.Revision)}'" : source.Message],
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(Terminal.Harmless(string.Join('\t', row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }

    private static string Short(string revision)
    {
        const string Hash = "@sha1:";
        var at = revision.IndexOf(Hash, StringComparison.Ordinal);
        return at < 0 ? revision : revision[..Math.Min(revision.Length, at + Hash.Length + 8)];
    }
}
