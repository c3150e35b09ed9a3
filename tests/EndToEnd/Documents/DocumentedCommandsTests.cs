using System.Text;
using Slipway.Tests;

namespace Slipway.EndToEnd.Documents;

/// <summary>
/// Runs the commands of documents, in their order, on a lab of their own. A block that is not run says why in its info string:
/// <c>sh production</c> needs real accounts or tools of theirs, <c>sh clone</c> needs the repository itself.
/// </summary>
public sealed class DocumentedCommandsTests
{
    private static readonly string[] Reasons = ["production", "clone"];

    /// <summary>Pages with commands that the lab can run.</summary>
    public static TheoryData<string> EveryPage => new(Repository.Documents.Where(d => Blocks(d).Any(IsRun)));

    [Fact]
    public void A_block_of_commands_is_run_or_says_why_not() => Assert.Empty(
        from document in Repository.Documents
        from block in Blocks(document)
        where !IsRun(block) && !Reasons.Contains(block.Info["sh ".Length..])
        select $"{document}:{block.Line}: '{block.Info}'; the reasons are {string.Join(", ", Reasons)}");

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Commands_do_what_the_page_says(string document)
    {
        using var place = new SlipwayProcess();
        await PreparedHome.CopyAsync(Path.Combine(place.Project, ".slipway"));
        Directory.CreateSymbolicLink(Path.Combine(place.Project, "fleet"), Path.Combine(AppContext.BaseDirectory, "fleet"));
        var command = Path.Combine(place.Project, "slipway");
        await File.WriteAllTextAsync(command, $"#!/bin/sh\nexec dotnet '{BuiltCommand.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        place.Environment["SLIPWAY_HOME"] = Path.Combine(place.Project, ".slipway");
        place.Environment["PATH"] = place.Project + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        // What a page says of the user's own files is done to files of this place.
        place.Environment["HOME"] = Directory.CreateDirectory(place.Scratch("user")).FullName;
        place.Environment["GIT_CONFIG_GLOBAL"] = place.Scratch("user/.gitconfig");
        foreach (var who in (string[])["AUTHOR", "COMMITTER"])
        {
            place.Environment[$"GIT_{who}_NAME"] = "Ada";
            place.Environment[$"GIT_{who}_EMAIL"] = "ada@acme.example";
        }

        var run = await place.ShellAsync(Script(document));

        Assert.True(run.ExitCode == 0, run.Out);
    }

    private static string Script(string document)
    {
        var script = new StringBuilder();
        foreach (var line in Blocks(document).Where(IsRun).SelectMany(ShellLine.Of))
        {
            script.Append(line.Text).Append('\n')
                .Append($"code=$?; [ $code -eq {line.ExitCode} ] || {{ echo \"{document}:{line.Line} ended with $code, not {line.ExitCode}\"; exit 1; }}\n");
        }
        return script.ToString();
    }

    private static IEnumerable<Markdown.Block> Blocks(string document) =>
        Markdown.Blocks(Repository.Text(document)).Where(b => b.Info is "sh" || b.Info.StartsWith("sh ", StringComparison.Ordinal));

    private static bool IsRun(Markdown.Block block) => block.Info == "sh";
}
