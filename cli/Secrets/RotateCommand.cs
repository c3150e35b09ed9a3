using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Components.Sops;

namespace Slipway.Cli.Secrets;

/// <summary><c>slipway secrets rotate</c>.</summary>
internal static class RotateCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The sealed file, which is replaced." };
        var add = new Option<string[]>("--add") { Description = "An age recipient who can open it from now on; may be given several times.", HelpName = "age1…" };
        var remove = new Option<string[]>("--remove") { Description = "A recipient who cannot open it any more, by the name that `verify` shows; may be given several times.", HelpName = "name" };
        var keys = new KeyArguments();
        var command = new Command("rotate", """
            Seals a sealed file anew, in place, under a new data key and for other recipients where that is asked for. It takes a key that opens it. A
            key of KMS needs AWS: for one, use sops. The files in clusters/<env>/secrets are written by `up`, not by this: docs/runbooks/secrets.md.

            Example: slipway secrets rotate mail.sops.yaml --identity me.agekey
            Example: slipway secrets rotate mail.sops.yaml --identity me.agekey --add age1… --remove age1…
            """) { file, add, remove };
        keys.AddTo(command);
        command.SetAction(parsed => SecretsRun.Of(terminal, parsed.GetValue(file) ?? "", sealedFile =>
        {
            var removed = parsed.GetValue(remove) ?? [];
            var metadata = SopsFile.ReadMetadata(sealedFile.Text);
            var age = Remaining(sealedFile.Path, metadata, SecretsRun.Recipients(parsed.GetValue(add) ?? []), removed);
            sealedFile.Replace(SopsFile.Reseal(sealedFile.Text, keys.Read(parsed), new SopsSealing
            {
                DataKey = DataKey.Random(),
                Age = age,
                Rules = metadata.Rules,
                LastModified = DateTimeOffset.UtcNow,
            }));
            terminal.Error.WriteLine($"{sealedFile.Path} has a new data key and is sealed for {string.Join(", ", age)}.");
            if (removed.Length > 0)
                terminal.Error.WriteLine("Whoever was removed still knows what it held: change those values too.");
            foreach (var difference in sealedFile.Rule().Differences(SopsFile.ReadMetadata(new SealedFile(sealedFile.Path).Text)))
                terminal.Error.WriteLine(Terminal.Harmless($"Note: {difference}."));
        }));
        return command;
    }

    private static ImmutableArray<AgeRecipient> Remaining(string path, SopsMetadata metadata, ImmutableArray<AgeRecipient> added, string[] removed)
    {
        if (removed.Except(metadata.Recipients).FirstOrDefault() is { } unknown)
            throw new UsageException($"{path} is not for {(IsSecret(unknown) ? "that secret key; give its public half" : unknown)}; it is for {string.Join(", ", metadata.Recipients)}.");
        if (metadata.Age.Select(k => k.Recipient).FirstOrDefault(added.Contains) is { } already)
            throw new UsageException($"{path} is for {already} already.");
        SecretsRun.RefuseKms(path, metadata.Kms.Select(k => k.Arn).Except(removed), $"sops rotate --in-place {path}");
        if (metadata.OtherKinds is [var kind, ..])
            throw new UsageException($"{path} has recipients of the kind '{kind}', which are not known here; use sops rotate.");
        ImmutableArray<AgeRecipient> age = [.. metadata.Age.Select(k => k.Recipient).Where(r => !removed.Contains(r.ToString())), .. added];
        return age.IsEmpty ? throw new UsageException($"Nobody could open {path} any more; add a recipient with --add.") : age;
    }

    private static bool IsSecret(string text) => text.StartsWith("AGE-SECRET-KEY-", StringComparison.OrdinalIgnoreCase);
}
