using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;
using Slipway.Processes;

namespace Slipway.Checks.Compare;

/// <summary>The files of a commit, read from Git's objects without a checkout. Git runs without hooks, filters, network and anybody's configuration but the repository's. Safe for many threads.</summary>
public sealed class GitTree : IFleetFiles, IDisposable
{
    private const string Link = "120000";
    private const string Submodule = "160000";
    private const int MostLinks = 40;

    private readonly Dictionary<string, (string Mode, string Object)> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _folders = new(StringComparer.Ordinal) { [""] = new(StringComparer.Ordinal) };
    private readonly Process _objects;
    private readonly Lock _turn = new();

    private GitTree(string folder, string listing)
    {
        foreach (var line in listing.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var fields = line[..tab].Split(' ');
            Add(line[(tab + 1)..], fields[0], fields[2]);
        }
        _objects = Start(folder, ["cat-file", "--batch"], input: true);
    }

    /// <summary>The files of a commit below a folder.</summary>
    /// <param name="folder">A folder of a working tree.</param>
    /// <param name="reference">A branch, tag or commit.</param>
    /// <exception cref="InvalidOperationException">The folder is in no Git repository, or it has no such commit; the message says which.</exception>
    public static GitTree Open(string folder, string reference)
    {
        try
        {
            var commit = Run(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"])?.Trim()
                ?? throw new InvalidOperationException($"'{folder}' is in no Git repository that has a commit '{reference}'.");
            var prefix = Run(folder, ["rev-parse", "--show-prefix"])?.TrimEnd('\n') ?? "";
            var tree = prefix.Length == 0 ? commit : $"{commit}:{prefix.TrimEnd('/')}";
            // A folder that the commit does not have yet has no files.
            return new GitTree(folder, Run(folder, ["ls-tree", "-r", "-z", "--full-tree", tree]) ?? "");
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("The command 'git' is not installed.");
        }
    }

    /// <inheritdoc />
    public FleetEntry Find(string path)
    {
        var real = Resolve(path, MostLinks);
        return _files.ContainsKey(real) ? FleetEntry.File : _folders.ContainsKey(real) ? FleetEntry.Folder : FleetEntry.Missing;
    }

    /// <inheritdoc />
    public byte[] Read(string path, int limit)
    {
        if (!_files.TryGetValue(Resolve(path, MostLinks), out var file))
            throw new FleetAccessException(SourceProblemKind.Missing, $"'{path}' does not exist", "correct the path, or add it");
        return Content(file.Object, limit) is { } content ? content
            : throw new FleetAccessException(SourceProblemKind.TooLarge, $"'{path}' has more than {limit:N0} bytes", "keep large files out of the repository, or out of what is built");
    }

    /// <inheritdoc />
    public ImmutableArray<string> List(string path) => _folders.TryGetValue(Resolve(path, MostLinks), out var names) ? [.. names]
        : throw new FleetAccessException(SourceProblemKind.Missing, $"'{path}' does not exist", "correct the path, or add it");

    /// <inheritdoc />
    public void Dispose()
    {
        _objects.StandardInput.Close();
        _objects.WaitForExit();
        _objects.Dispose();
    }

    private void Add(string path, string mode, string id)
    {
        // A clone has an empty folder where a submodule would be.
        if (mode == Submodule)
            _folders[path] = new(StringComparer.Ordinal);
        else
            _files[path] = (mode, id);
        for (var (rest, slash) = (path, path.LastIndexOf('/')); ; (rest, slash) = (rest[..slash], rest.LastIndexOf('/', Math.Max(0, slash - 1))))
        {
            var parent = slash < 0 ? "" : rest[..slash];
            if (!_folders.TryGetValue(parent, out var names))
                _folders[parent] = names = new SortedSet<string>(StringComparer.Ordinal);
            if (!names.Add(rest[(slash + 1)..]) || slash < 0)
                return;
        }
    }

    /// <summary>The path with each symbolic link on the way followed.</summary>
    private string Resolve(string path, int links)
    {
        var real = "";
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = FleetTree.Combine(real, part);
            if (!_files.TryGetValue(next, out var file) || file.Mode != Link)
            {
                real = next;
                continue;
            }
            if (links == 0)
                throw new FleetAccessException(SourceProblemKind.Unreadable, $"'{path}' is a symbolic link that leads in circles", "remove the link");
            real = Resolve(FleetTree.Combine(real, Encoding.UTF8.GetString(Content(file.Object, 4096) ?? [])), links - 1);
        }
        return real;
    }

    /// <summary>Content of an object; null when it is larger than the limit.</summary>
    private byte[]? Content(string id, int limit)
    {
        lock (_turn)
        {
            _objects.StandardInput.Write(id + "\n");
            _objects.StandardInput.Flush();
            var output = _objects.StandardOutput.BaseStream;
            var header = Header(output).Split(' ');
            if (header is not [_, _, var size] || !long.TryParse(size, CultureInfo.InvariantCulture, out var length))
                throw new FleetAccessException(SourceProblemKind.Unreadable, $"Git does not have the object {id}", "fetch it: the clone may be a partial one");
            if (length > limit)
            {
                Skip(output, length + 1);
                return null;
            }
            var content = new byte[length + 1];
            output.ReadExactly(content);
            return content[..^1];
        }
    }

    private static string Header(Stream output)
    {
        var header = new StringBuilder();
        for (var c = output.ReadByte(); c is not (-1 or '\n'); c = output.ReadByte())
            header.Append((char)c);
        return header.ToString();
    }

    private static void Skip(Stream output, long length)
    {
        var waste = new byte[81_920];
        while (length > 0)
            length -= output.ReadAtLeast(waste.AsSpan(0, (int)Math.Min(waste.Length, length)), 1);
    }

    /// <summary>What Git says; null when it refuses.</summary>
    private static string? Run(string folder, string[] arguments)
    {
        using var process = Start(folder, arguments, input: false);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        error.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? output : null;
    }

    private static Process Start(string folder, string[] arguments, bool input)
    {
        // Whoever owns the folder: nothing in it is run, and nothing is written.
        var start = GitIsolation.Alone(["-c", "safe.directory=*", .. arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = input;
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        var process = Process.Start(start)!;
        // Nobody reads what a long-running Git complains about; it must not wait for that.
        if (input)
            process.BeginErrorReadLine();
        return process;
    }
}
