using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Slipway.Lab.Engine.Providers;
using Slipway.Processes;

namespace Slipway.Lab.Clouds.Git;

/// <summary>The <c>git</c> command, run without a shell, without prompts, and untouched by the machine's configuration, hooks and environment.</summary>
internal static class GitCommand
{
    // Repositories of the lab are folders; files are what was committed, whatever somebody would rather not see.
    private static readonly ImmutableArray<string> Options =
        ["-c", "protocol.file.allow=always", "-c", "core.excludesFile=" + GitIsolation.NullDevice, "-c", "init.defaultBranch=main"];

    /// <summary>Runs git and gives its standard output.</summary>
    /// <exception cref="ProviderException">Git is not installed or failed; the message is what it said.</exception>
    public static async Task<byte[]> RunAsync(IEnumerable<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        using var process = Start(arguments);
        var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        var complaining = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Git ended before it had read everything; its exit code and its words say why.
        }
        await reading;
        var complaint = await complaining;
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new ProviderException($"git {string.Join(' ', arguments.SkipWhile(a => a.StartsWith('-')).Take(1))} failed: {complaint.Trim()}");
        return output.ToArray();
    }

    /// <summary>Runs git and gives its standard output as text, trimmed.</summary>
    /// <exception cref="ProviderException">Git is not installed or failed; the message is what it said.</exception>
    public static async Task<string> TextAsync(IEnumerable<string> arguments, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await RunAsync(arguments, default, cancellation)).Trim();

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = GitIsolation.Alone([.. Options, .. arguments]);
        try
        {
            return Process.Start(start) ?? throw new ProviderException("git could not be started.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ProviderException($"git could not be started ({e.Message}). The lab keeps its repositories with git: install it and see that it is on the PATH.");
        }
    }
}
