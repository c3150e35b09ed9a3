using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Components.Fleet;
using Slipway.Components.Sops;
using YamlDotNet.RepresentationModel;

namespace Slipway.Cli.Secrets;

/// <summary><c>slipway secrets seal</c>.</summary>
internal static class SealCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The file in plain text, which its sealed form replaces." };
        var recipients = new Option<string[]>("--recipient", "-r") { Description = "An age recipient who can open it; may be given several times. Default: what the nearest .sops.yaml says.", HelpName = "age1…" };
        var command = new Command("seal", """
            Seals a file of Kubernetes Secrets in place, for age recipients or by the rule of the nearest .sops.yaml. Its comments and the order of its
            keys are kept. A key of KMS needs AWS: for one, use sops. The files in clusters/<env>/secrets are written by `up`, not by this.

            Example: slipway secrets seal mail.sops.yaml --recipient age1…
            Example: slipway secrets seal clusters/dev/mail.sops.yaml
            """) { file, recipients };
        command.SetAction(parsed => SecretsRun.Of(terminal, parsed.GetValue(file) ?? "", plain =>
        {
            var given = SecretsRun.Recipients(parsed.GetValue(recipients) ?? []);
            var rule = given.IsEmpty ? Rule(plain) : new SopsCreationRule { PathRegex = "", Age = given };
            SecretsRun.RefuseKms(plain.Path, rule.Kms, $"sops encrypt --in-place {plain.Path}");
            var text = SopsFile.Seal(plain.Text, new SopsSealing { DataKey = DataKey.Random(), Age = rule.Age, Rules = rule.Rules, LastModified = DateTimeOffset.UtcNow });
            if (!HasSealedValue(text))
                throw new UsageException($"Nothing in {plain.Path} would be encrypted: {Selection(rule.Rules)}. It stays as it is; put the secret there, or see to the rule.");
            plain.Replace(text);
            terminal.Error.WriteLine($"{plain.Path} is sealed for {string.Join(", ", rule.Age)}. What was committed of it in plain text before is not: change such values.");
        }));
        return command;
    }

    private static SopsCreationRule Rule(SealedFile plain) => plain.Rule() switch
    {
        { Config: null } => throw new UsageException($"There is no .sops.yaml above {plain.Path} to say who is to open it; name someone with --recipient."),
        { Rule: null, Config: { } config } => throw new UsageException($"No rule of {config} is for {plain.Path}; add one, or name who is to open it with --recipient."),
        { Rule: { } rule } => rule,
    };

    private static bool HasSealedValue(string text)
    {
        using var reader = new StringReader(text);
        return YamlDocuments.Load(reader).SelectMany(d => ((YamlMappingNode)d.RootNode).Children.Where(c => c.Key is not YamlScalarNode { Value: "sops" }))
            .SelectMany(c => c.Value.AllNodes).Any(n => n is YamlScalarNode { Value: { } value } && value.StartsWith("ENC[", StringComparison.Ordinal));
    }

    private static string Selection(SopsRules rules) => rules switch
    {
        { EncryptedRegex: { } regex } => $"the rule encrypts what is under keys that match {regex}",
        { EncryptedSuffix: { } suffix } => $"the rule encrypts what is under keys that end in {suffix}",
        _ => "the rule leaves all of its keys in plain text, or it has no value",
    };
}
