using System.Text.RegularExpressions;
using Slipway.Cli;

namespace Slipway.EndToEnd.Documents;

public sealed partial class DocumentTests
{
    public static TheoryData<string> EveryDocument => new(Repository.Documents);

    /// <summary>Pages that have commands.</summary>
    public static TheoryData<string> EveryPageWithCommands => new(Repository.Documents.Where(d => Shell(d).Any()));

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(document)!;
        foreach (var link in Markdown.Links(Repository.Text(document)).Where(l => !l.Target.Contains("://", StringComparison.Ordinal) && !l.Target.StartsWith("mailto:", StringComparison.Ordinal)))
        {
            var (path, anchor) = link.Target.Split('#') is [var file, var part] ? (file, part) : (link.Target, "");
            var target = path.Length == 0 ? document : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, path)));
            Assert.True(Path.Exists(Path.Combine(Repository.Root, target)), $"{document}:{link.Line}: {link.Target} leads nowhere");
            Assert.True(anchor.Length == 0 || Markdown.Anchors(Repository.Text(target)).Contains(anchor), $"{document}:{link.Line}: {target} has no heading #{anchor}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryPageWithCommands))]
    public void Commands_are_those_of_the_command_line(string document)
    {
        foreach (var (line, run) in Shell(document).SelectMany(ShellLine.Of).SelectMany(l => l.SlipwayRuns().Select(run => (l.Line, run))))
            AssertIsACommand($"{document}:{line}", run);
    }

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Commands_in_the_text_exist(string document)
    {
        foreach (var (code, line) in Markdown.CodeSpans(Repository.Text(document)))
        {
            if (SlipwayCall().Match(code) is not { Success: true } call)
                continue;
            var words = call.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // In the text a command may stand without what it needs: only what is there is held against the command line.
            var parsed = SlipwayCommand.Parse([.. words], Terminal.OfProcess);
            Assert.True(parsed.UnmatchedTokens.Count == 0 && !parsed.Errors.Any(e => e.Message.Contains("nrecognized", StringComparison.Ordinal)),
                $"{document}:{line}: slipway does not know '{code}': {string.Join(' ', parsed.Errors.Select(e => e.Message))}");
        }
    }

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Settings_that_are_named_exist(string document)
    {
        var text = Repository.Text(document);
        foreach (var match in SettingForm().Matches(text).Cast<Match>())
        {
            var key = match.Value.TrimEnd('.');
            Assert.True(IsSetting(key), $"{document}:{text[..match.Index].Count(c => c == '\n') + 1}: there is no setting {key}");
        }
    }

    private static void AssertIsACommand(string place, IReadOnlyList<string> run)
    {
        var parsed = SlipwayCommand.Parse([.. run], Terminal.OfProcess);
        Assert.True(parsed.Errors.Count == 0, $"{place}: slipway {string.Join(' ', run)}: {string.Join(' ', parsed.Errors.Select(e => e.Message))}");
    }

    // A name of the writer's choice stands for itself, and so does a place in a list.
    private static bool IsSetting(string key)
    {
        var form = new Regex("^" + string.Concat(IndexForm().Replace(TrailingIndex().Replace(key, ""), "[]").Split('.').Select((part, i) => i == 0 ? Regex.Escape(part) : $@"\.(\*|{Regex.Escape(part)})")) + "$");
        return Known.Any(k => form.IsMatch(k) || (SettingsKeys.All.KindOf(k).EndsWith("by name", StringComparison.Ordinal) && key.StartsWith(k + ".", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Known { get; } =
        [.. SettingsKeys.All.Sections, .. SettingsKeys.All.Sections.SelectMany(SettingsKeys.All.Of).Where(k => SettingsKeys.All.IsShown(k))];

    private static IEnumerable<Markdown.Block> Shell(string document) =>
        Markdown.Blocks(Repository.Text(document)).Where(b => b.Info.Split(' ')[0] is "sh" or "bash" or "shell" or "console");

    [GeneratedRegex(@"^(?:\./)?slipway((?: (?:[a-z][a-z-]*|--[a-z-]+))+)")]
    private static partial Regex SlipwayCall();

    // slipway:readers is a group in the cluster, slipway:infra: and the like are types of resources, and slipway::… is part of an URN.
    [GeneratedRegex(@"\bslipway:(?!readers|infra:|components:|:)[a-zA-Z]+(?:\.[a-zA-Z][A-Za-z_-]*|\[\d*\])*")]
    private static partial Regex SettingForm();

    // A place in a list of texts is no key of its own.
    [GeneratedRegex(@"\[\d*\]$")]
    private static partial Regex TrailingIndex();

    [GeneratedRegex(@"\[\d*\]")]
    private static partial Regex IndexForm();
}
