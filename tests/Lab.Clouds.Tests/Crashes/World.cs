using System.Diagnostics;
using System.Text.RegularExpressions;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Tests.Crashes;

/// <summary>State, clouds and Git history of a folder in words that are the same for two runs that did the same: what is made up (ids, hashes, keys, times) reads #.</summary>
internal static partial class World
{
    /// <summary>The state, resource by resource.</summary>
    public static string State(string folder)
    {
        var state = StackStateFile.Open(Path.Combine(folder, "dev.json"), CrashRun.Cipher).Snapshot;
        Assert.Empty(state.Verify());
        Assert.Empty(state.PendingOperations);
        return string.Join('\n', state.Resources.Select(r => Plain(
            $"{r.Urn} {r.Id} delete={r.Delete} pending={r.PendingReplacement} in {r.Parent} after {string.Join(',', r.Dependencies)}"
            + $" by {r.Provider} from {PropertyJson.Serialize(Shown(r.Inputs))} to {PropertyJson.Serialize(Shown(r.Outputs))}")).Order(StringComparer.Ordinal));
    }

    /// <summary>Every object of the clouds, by file and content; Git's own files aside.</summary>
    public static string Clouds(string folder)
    {
        var root = Path.Combine(folder, "clouds");
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f))
            .Where(f => !f.StartsWith(".locks", StringComparison.Ordinal) && !f.StartsWith(".operations", StringComparison.Ordinal) && !f.Contains(".git/", StringComparison.Ordinal));
        return string.Join('\n', files.Select(f => Plain(f + " " + Ciphertext().Replace(File.ReadAllText(Path.Combine(root, f)), "#"))).Order(StringComparer.Ordinal));
    }

    /// <summary>Every commit with what it changed, oldest first, and every file at the end.</summary>
    public static string History(string folder)
    {
        var repositories = Directory.EnumerateDirectories(Path.Combine(folder, "clouds", "github"), "*.git", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return string.Join('\n', repositories.Select(r => Git(r, "log", "--reverse", "--format=%an %s", "--patch", "main")));
    }

    private static string Git(string repository, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["--git-dir=" + repository, .. arguments]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("git did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static PropertyMap Shown(PropertyMap map) => map.Select((_, value) => value.ContainsSecrets ? "[secret]" : value);

    private static string Plain(string text) =>
        Spaces().Replace(MadeUp().Replace(text.Replace("\\u002B", "+", StringComparison.Ordinal).Replace("\\u0022", "'", StringComparison.Ordinal), "#"), " ");

    [GeneratedRegex("""(?<=-)[0-9a-f]{7,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,}|\bA(RO|CL)[A-Z0-9]{10,}|[0-9]{6,}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z|SHA256:[A-Za-z0-9+/]+|R_kgDO[A-Za-z0-9]+|ssh-ed25519 [A-Za-z0-9+/=]+|[0-9a-f]{2}(:[0-9a-f]{2}){15}|(?<=/)[A-Za-z0-9%+_-]{43,}|-----BEGIN PUBLIC KEY-----[^-]+|(?<=attachment-|role-)[0-9]{10,}""")]
    private static partial Regex MadeUp();

    [GeneratedRegex("\"ciphertext\": \"[^\"]+\"")]
    private static partial Regex Ciphertext();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
