using System.CommandLine;
using Slipway.Cli.Commands;
using Slipway.Cli.Project;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab;

/// <summary><c>slipway lab</c>: what people could do in a cluster behind Flux's back, for demonstrations and tests.</summary>
internal static class LabCommand
{
    /// <summary>The name by which the API server knows kubectl, whose changes Flux takes back.</summary>
    private const string Kubectl = "kubectl";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("lab", """
            Looks into an environment's cluster in the lab and changes it behind Flux's back, as somebody with kubectl could: Flux takes it back when it
            reconciles. And makes things fail that cannot fail by themselves here.

            Example: slipway lab edit dev Deployment podinfo -n podinfo --set spec.replicas=5
            """);
        foreach (var part in (Command[])[Get(terminal), Apply(terminal), Delete(terminal), Edit(terminal), Fault(terminal), PushImage(terminal)])
            command.Add(part);
        return command;
    }

    private static Command Get(Terminal terminal)
    {
        var (stack, name) = (new StackArguments(), new ObjectArguments(isNameOptional: true));
        var show = new Option<bool>("--show-secrets") { Description = "Secrets in plain text. Default: a value reads [secret]." };
        var command = new Command("get", """
            Shows objects: all of a kind in a table, or one as YAML.

            Example: slipway lab get dev Kustomization apps -n flux-system
            """);
        stack.AddTo(command);
        name.AddTo(command);
        command.Add(show);
        command.SetAction((parsed, cancellation) => InClusterAsync(terminal, stack, parsed, session =>
        {
            var found = name.Find(session, parsed);
            if (name.IsNamed(parsed))
                terminal.Out.Write(Terminal.Harmless(ObjectText.Yaml(found[0], parsed.GetValue(show))));
            else
                ObjectText.WriteTable(terminal.Out, found);
            return ExitCode.Done;
        }, cancellation));
        return command;
    }

    private static Command Apply(Terminal terminal)
    {
        var stack = new StackArguments();
        var file = new Option<string>("--filename", "-f") { Description = "A YAML file; - is standard input.", Required = true };
        var manager = ManagerOption($"{Kubectl}-client-side-apply");
        var command = new Command("apply", """
            Applies the objects of a file, as kubectl apply does.

            Example: slipway lab apply dev -f debug-pod.yaml
            """);
        stack.AddTo(command);
        command.Add(file);
        command.Add(manager);
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            var objects = ObjectText.Read(path, path == "-" ? terminal.In.ReadToEnd() : ReadFile(path));
            return InClusterAsync(terminal, stack, parsed, session =>
            {
                foreach (var manifest in objects)
                {
                    var applied = session.ApplyAs(parsed.GetValue(manager)!, manifest);
                    terminal.Out.WriteLine($"{new ClusterObject(applied.Object)} {applied.Change.ToString().ToLowerInvariant()}");
                }
                return ExitCode.Done;
            }, cancellation);
        });
        return command;
    }

    private static Command Delete(Terminal terminal)
    {
        var (stack, name) = (new StackArguments(), new ObjectArguments());
        var command = new Command("delete", """
            Deletes an object; a namespace goes with everything in it.

            Example: slipway lab delete dev ConfigMap cluster-settings -n flux-system
            """);
        stack.AddTo(command);
        name.AddTo(command);
        command.SetAction((parsed, cancellation) => InClusterAsync(terminal, stack, parsed, session =>
        {
            var found = new ClusterObject(name.Find(session, parsed)[0]);
            session.Delete(found.Reference);
            terminal.Out.WriteLine($"{found} deleted");
            return ExitCode.Done;
        }, cancellation));
        return command;
    }

    private static Command Edit(Terminal terminal)
    {
        var (stack, name) = (new StackArguments(), new ObjectArguments());
        var set = new Option<string[]>("--set") { Description = "path=value, e.g. spec.replicas=5; the value is YAML. May be repeated.", HelpName = "path=value", DefaultValueFactory = _ => [] };
        var unset = new Option<string[]>("--unset") { Description = "A path to take out. May be repeated.", HelpName = "path", DefaultValueFactory = _ => [] };
        var manager = ManagerOption($"{Kubectl}-edit");
        var command = new Command("edit", """
            Changes fields of an object.

            Example: slipway lab edit dev HelmRelease podinfo -n podinfo --set spec.suspend=true
            """);
        stack.AddTo(command);
        name.AddTo(command);
        command.Add(set);
        command.Add(unset);
        command.Add(manager);
        command.SetAction((parsed, cancellation) => InClusterAsync(terminal, stack, parsed, session =>
        {
            var manifest = name.Find(session, parsed)[0];
            foreach (var path in parsed.GetValue(unset)!)
                manifest = ObjectText.Unset(manifest, path);
            foreach (var assignment in parsed.GetValue(set)!)
                manifest = ObjectText.Set(manifest, assignment);
            var replaced = session.ReplaceAs(parsed.GetValue(manager)!, manifest);
            terminal.Out.WriteLine($"{new ClusterObject(replaced.Object)} {(replaced.Change == ObjectChange.Unchanged ? "unchanged" : "edited")}");
            return ExitCode.Done;
        }, cancellation));
        return command;
    }

    private static Command Fault(Terminal terminal)
    {
        var (stack, name) = (new StackArguments(), new ObjectArguments());
        var message = new Option<string>("--message", "-m") { Description = "What is said to be wrong.", DefaultValueFactory = _ => "made unhealthy by slipway lab fault" };
        var clear = new Option<bool>("--clear") { Description = "Make it well again." };
        var command = new Command("fault", """
            Makes something fail from the next time that Flux looks at it: the fetch of a source, a release, or the health of a Kustomization or of any other object.

            Example: slipway lab fault dev HelmRelease strimzi-kafka-operator -n strimzi
            """);
        stack.AddTo(command);
        name.AddTo(command);
        command.Add(message);
        command.Add(clear);
        command.SetAction((parsed, cancellation) => InClusterAsync(terminal, stack, parsed, session =>
        {
            var reference = name.Reference(session, parsed);
            if (!parsed.GetValue(clear))
                LabFaults.Set(session, reference, parsed.GetValue(message)!);
            else if (!LabFaults.Clear(session, reference))
                throw new UsageException($"{reference} has no fault.");
            terminal.Out.WriteLine($"{reference} {(parsed.GetValue(clear) ? "is well again" : "is unhealthy")}");
            return ExitCode.Done;
        }, cancellation));
        return command;
    }

    private static Command PushImage(Terminal terminal)
    {
        var stack = new StackArguments();
        var image = new Argument<string>("image") { Description = "Repository and tag, e.g. ghcr.io/acme/app:1.2.3." };
        var command = new Command("push-image", """
            Pushes a tag to the lab's registry, for image automation to find. All environments share the registry.

            Example: slipway lab push-image dev ghcr.io/stefanprodan/charts/podinfo:6.15.0
            """);
        stack.AddTo(command);
        command.Add(image);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (project, file) = stack.Read(parsed);
            var text = parsed.GetValue(image)!;
            var colon = text.LastIndexOf(':');
            if (colon <= text.LastIndexOf('/') || colon == text.Length - 1)
                throw new UsageException($"'{text}' is no image with a tag, such as ghcr.io/acme/app:1.2.3.");
            await StackSession.Open(project, file).Clouds().Registry.PushAsync(text[..colon], text[(colon + 1)..], cancellation).ConfigureAwait(false);
            terminal.Out.WriteLine($"{text} pushed");
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> ManagerOption(string manager) =>
        new("--field-manager") { Description = $"Whose change it is. Default: {manager}, which Flux overrides; other clients keep what Flux does not set.", DefaultValueFactory = _ => manager };

    private static async Task<int> InClusterAsync(Terminal terminal, StackArguments stack, ParseResult parsed, Func<ClusterSession, int> work, CancellationToken cancellation)
    {
        var (project, file) = stack.Read(parsed);
        var opened = StackSession.Open(project, file);
        var clouds = opened.Clouds();
        if (opened.Cluster(clouds) is not { } cluster)
        {
            terminal.Error.WriteLine($"slipway: {file.Environment} has no cluster; bring it up with: slipway up {file.Environment}");
            return ExitCode.Failed;
        }
        try
        {
            using var session = await clouds.Kubernetes.OpenAsync(cluster, cancellation).ConfigureAwait(false);
            return work(session);
        }
        catch (Slipway.Lab.Engine.Providers.ProviderException refused)
        {
            terminal.Error.WriteLine($"slipway: the API server of {file.Environment} refuses it: {Terminal.Harmless(refused.Message)}");
            return ExitCode.Failed;
        }
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {problem.Message}");
        }
    }
}
