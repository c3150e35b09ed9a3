using System.Text;
using Slipway.Cli.Files;
using Slipway.Cli.Project;
using Slipway.Components.Fleet;

namespace Slipway.Cli.Secrets;

/// <summary>A file that is, or is to be, sealed.</summary>
internal sealed class SealedFile
{
    private readonly byte[] _content;

    /// <summary>Reads it.</summary>
    /// <param name="path">Where it is, as the user says it.</param>
    /// <exception cref="UsageException">It does not exist or cannot be read.</exception>
    public SealedFile(string path)
    {
        Path = path;
        try
        {
            _content = File.ReadAllBytes(path);
            Text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(_content);
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException($"{path} is not UTF-8; save it as that.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {problem.Message}");
        }
    }

    /// <summary>Where it is, as the user says it.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public string Text { get; }

    /// <summary>The rule of the nearest <c>.sops.yaml</c> above the file.</summary>
    /// <exception cref="UsageException">That file is not in order.</exception>
    public NearestRule Rule() => NearestRule.Of(Path);

    /// <summary>Gives it another content, whole or not at all.</summary>
    /// <exception cref="IOException">It is as it was, and why.</exception>
    public void Replace(string text)
    {
        var real = new FileInfo(Path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(Path);
        FileChanges.Write(System.IO.Path.GetDirectoryName(real)!, [new FileChange(System.IO.Path.GetFileName(real), _content, Encoding.UTF8.GetBytes(text))]);
    }
}
