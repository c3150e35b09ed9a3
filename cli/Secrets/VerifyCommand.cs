using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Components.Sops;

namespace Slipway.Cli.Secrets;

/// <summary><c>slipway secrets verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("path") { Description = "Sealed files, and folders whose *.sops.yaml are meant.", Arity = ArgumentArity.OneOrMore };
        var keys = new KeyArguments();
        var command = new Command("verify", """
            Tells of sealed files who can open them, whether they are sealed as the nearest .sops.yaml says and, where a key at hand opens them, whether
            they are as they were sealed. Nothing of their content is shown. Exit code 1 when something is wrong.

            Example: slipway secrets verify clusters
            Example: slipway secrets verify clusters/dev --env dev
            """) { paths };
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            var atHand = keys.Read(parsed);
            var files = (parsed.GetValue(paths) ?? []).SelectMany(Files).Distinct().ToList();
            var wrong = files.Count(file => !Tell(terminal, file, atHand));
            terminal.Error.WriteLine($"{files.Count} {(files.Count == 1 ? "file" : "files")}, {wrong} with something wrong");
            return wrong == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static IReadOnlyList<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new UsageException($"There is no file or folder '{path}'.");
        var files = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(f => f.EndsWith(".sops.yaml", StringComparison.Ordinal) && Path.GetFileName(f) != ".sops.yaml")
            .Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UsageException($"There is no *.sops.yaml in '{path}'.");
    }

    private static bool Tell(Terminal terminal, string path, SopsKeys keys)
    {
        var problems = new List<string>();
        terminal.Out.WriteLine(Terminal.Harmless(path));
        try
        {
            var file = new SealedFile(path);
            var metadata = SopsFile.ReadMetadata(file.Text);
            Say("opened by", string.Join(", ", metadata.Recipients.Concat(metadata.OtherKinds)));
            Say("mac", Mac(file, keys, problems));
            var rule = file.Rule();
            var differences = rule.Differences(metadata).ToList();
            Say("rule", rule.Config is null ? "no .sops.yaml above it" : $"{rule.Config}{(differences.Count == 0 ? "" : ", which it does not follow")}");
            problems.AddRange(differences);
        }
        catch (SopsException problem)
        {
            problems.Add(problem.Message);
        }
        foreach (var problem in problems)
            Say("wrong", problem);
        return problems.Count == 0;

        void Say(string what, string text) => terminal.Out.WriteLine(Terminal.Harmless($"  {what + ":",-11}{text}"));
    }

    private static string Mac(SealedFile file, SopsKeys keys, List<string> problems)
    {
        try
        {
            _ = SopsFile.Open(file.Text, keys);
            return "holds";
        }
        catch (SopsException problem) when (problem.Problem == SopsProblem.UnknownRecipient)
        {
            return "not checked, as no key at hand opens it";
        }
        catch (SopsException problem)
        {
            problems.Add(problem.Message);
            return "does not hold";
        }
    }
}
