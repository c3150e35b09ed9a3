using System.Text;

namespace Slipway.EndToEnd.Documents;

/// <summary>The reference of the configuration: <c>docs/configuration.md</c>.</summary>
internal static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        `Pulumi.<env>.yaml` configures one environment; its name is the stack's name. Objects are strict: an unknown key, a missing value or a wrong
        kind is an error, and all errors are reported at once with file, line and column. [An example](examples/Pulumi.example.yaml) has every key; `slipway preview <env>` checks
        a file before it does anything else.

        A key whose default is – must be there. `<name>` is a name of your choice, `[]` an entry of a list. The last column says what changing the key does to an environment that is up;
        `slipway preview <env>`, or `pulumi preview --stack <env>`, shows it before it happens.

        """;

    private const string Tail = """

        ## Secrets

        A value may be `secure: v1:…` as `pulumi config set --secret` writes it with the passphrase provider. Set `PULUMI_CONFIG_PASSPHRASE`, or
        `PULUMI_CONFIG_PASSPHRASE_FILE` to a file that holds it. Other providers of secrets: [production](production.md#secrets-of-the-configuration).

        This page is made from the settings types and the reader of the configuration (`stacks/Settings`); a test holds it against them.

        """;

    /// <summary>The page.</summary>
    public static string Render()
    {
        var keys = SettingsKeys.All;
        var page = new StringBuilder(Head).Append("\n## Top level\n\n").Append(TableHead);
        foreach (var plain in keys.Sections.Where(s => !keys.Of(s).Any()))
        {
            Row(page, plain, plain);
            if (plain == "aws:region")
                page.Append("| `aws:allowedAccountIds` | list of texts | accounts that the AWS provider accepts; in the lab, the first is the account | any | nothing |\n");
        }
        foreach (var section in keys.Sections.Where(s => keys.Of(s).Any()))
        {
            page.Append($"\n## {section}\n\n{SettingDocs.All[section].Text}\n\n").Append(TableHead);
            foreach (var key in keys.Of(section).Where(SettingDocs.All.ContainsKey))
                Row(page, key, key[(section.Length + 1)..].Replace("*", "<name>", StringComparison.Ordinal));
        }
        return page.Append(Tail).ToString();
    }

    private const string TableHead = "| key | kind | what | default | changing it |\n|---|---|---|---|---|\n";

    private static void Row(StringBuilder page, string key, string shown)
    {
        var docs = SettingDocs.All[key];
        page.Append($"| `{shown}` | {SettingsKeys.All.KindOf(key)} | {docs.Text.Replace("|", "\\|", StringComparison.Ordinal)} | {Or(docs.Default, "–")} | {docs.Change} |\n");
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
