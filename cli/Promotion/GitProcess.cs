using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Slipway.Processes;

namespace Slipway.Cli.Promotion;

/// <summary>
/// The <c>git</c> command, run without a shell. The user's own configuration counts, as it holds credentials, identity and signing keys; hooks, system configuration,
/// prompts and what the environment says about another repository do not.
/// </summary>
internal sealed class GitProcess
{
    private static readonly ImmutableArray<string> Options =
    [
        "--literal-pathspecs", "-c", "advice.detachedHead=false", "-c", "protocol.https.allow=always", "-c", "protocol.ssh.allow=always", "-c", "protocol.file.allow=always",
    ];

    // How the user reaches hosts and who they are; all else that git reads from its environment is about some other repository.
    private static readonly ImmutableArray<string> Kept =
    [
        "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_CONFIG_GLOBAL",
        "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
    ];

    private readonly string _folder;
    private readonly string _system;

    /// <summary>Git in a folder.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="system">The file that takes the place of the system's configuration, below the user's own.</param>
    public GitProcess(string folder, string system)
    {
        _folder = folder;
        _system = system;
    }

    /// <summary>Runs git and gives its standard output as it is.</summary>
    /// <exception cref="GitException">Git is not installed or failed.</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellation, string? index = null)
    {
        var (exitCode, output, complaint) = await TryAsync(arguments, input, cancellation, index).ConfigureAwait(false);
        return exitCode == 0 ? output : throw new GitException($"git {arguments[0]} failed: {complaint.Trim()}");
    }

    /// <summary>Runs git and gives its standard output, trimmed.</summary>
    /// <exception cref="GitException">Git is not installed or failed.</exception>
    public async Task<string> TextAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments) =>
        (await RunAsync(arguments, null, cancellation).ConfigureAwait(false)).Trim();

    /// <summary>Runs git, whose failing is an answer.</summary>
    /// <exception cref="GitException">Git is not installed.</exception>
    public async Task<(int ExitCode, string Output, string Complaint)> TryAsync(
        IReadOnlyList<string> arguments, string? input, CancellationToken cancellation, string? index = null)
    {
        var (exitCode, output, complaint) = await BytesAsync(arguments, input, cancellation, index).ConfigureAwait(false);
        return (exitCode, Encoding.UTF8.GetString(output), complaint);
    }

    /// <summary>Runs git, whose failing is an answer, and gives its standard output byte for byte.</summary>
    /// <exception cref="GitException">Git is not installed.</exception>
    public async Task<(int ExitCode, byte[] Output, string Complaint)> BytesAsync(
        IReadOnlyList<string> arguments, string? input, CancellationToken cancellation, string? index = null)
    {
        using var process = Start(arguments, index);
        try
        {
            var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
            var complaining = process.StandardError.ReadToEndAsync(cancellation);
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input ?? ""), cancellation).ConfigureAwait(false);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // Git ended before it had read everything; its exit code and its words say why.
            }
            await reading.ConfigureAwait(false);
            var complaint = await complaining.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return (process.ExitCode, output.ToArray(), complaint);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private Process Start(IReadOnlyList<string> arguments, string? index)
    {
        var start = GitIsolation.ForUser(_system, Kept, [.. Options, .. arguments]);
        start.WorkingDirectory = _folder;
        if (index is not null)
            start.Environment["GIT_INDEX_FILE"] = index;
        try
        {
            return Process.Start(start) ?? throw new GitException("git could not be started.");
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new GitException($"git could not be started ({problem.Message}): install it and see that it is on the PATH.");
        }
    }
}
