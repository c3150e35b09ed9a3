using System.Collections.Immutable;
using Slipway.Cli.Project;
using Slipway.Components.Sops;

namespace Slipway.Cli.Secrets;

/// <summary>What the commands about sealed files share.</summary>
internal static class SecretsRun
{
    /// <summary>Does something with a file, and says what is wrong with the file where it fails.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Of(Terminal terminal, string path, Action<SealedFile> what)
    {
        try
        {
            what(new SealedFile(path));
            return ExitCode.Done;
        }
        catch (Exception problem) when (problem is SopsException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(Terminal.Harmless($"slipway: {path}: {problem.Message}{Remedy(problem)}."));
            return ExitCode.Failed;
        }
    }

    /// <summary>age recipients of a command line.</summary>
    /// <exception cref="UsageException">One is none, or stands twice.</exception>
    public static ImmutableArray<AgeRecipient> Recipients(IEnumerable<string> texts)
    {
        try
        {
            ImmutableArray<AgeRecipient> recipients = [.. texts.Select(AgeRecipient.Parse)];
            return recipients.GroupBy(r => r).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? throw new UsageException($"The recipient {twice.Key} is given twice; name each once.")
                : recipients;
        }
        catch (FormatException problem)
        {
            throw new UsageException($"{problem.Message}.");
        }
    }

    /// <summary>Refuses KMS keys, under which AWS alone can wrap a data key.</summary>
    /// <exception cref="UsageException">There is one.</exception>
    public static void RefuseKms(string path, IEnumerable<string> arns, string command)
    {
        if (arns.FirstOrDefault() is { } arn)
            throw new UsageException($"{path} is for the KMS key {arn}, under which only AWS can encrypt a data key; with AWS credentials that may use it: {command}");
    }

    private static string Remedy(Exception problem) => problem is SopsException { Problem: SopsProblem.UnknownRecipient }
        ? "; give an identity with --identity, SOPS_AGE_KEY_FILE or SOPS_AGE_KEY, in the lab --env; what KMS opens, `sops decrypt` opens with AWS credentials"
        : "";
}
