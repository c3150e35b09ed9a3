using System.Diagnostics;

namespace Slipway.Tests;

/// <summary>Runs a tool of this machine.</summary>
internal static class Tool
{
    /// <summary>Runs it to its end and returns what it printed; fails with its errors where it fails.</summary>
    public static async Task<byte[]> RunAsync(string command, IEnumerable<string> arguments, byte[] input, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await copied;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}: {await errors}");
        return output.ToArray();
    }
}
