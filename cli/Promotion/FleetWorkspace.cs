using Slipway.Cli.Project;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>A folder of its own with bare clones of the fleet's repositories, gone when it is disposed of. No working tree of the user's is ever touched.</summary>
internal sealed class FleetWorkspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-promote-");

    private FleetWorkspace() => File.WriteAllText(SystemConfig, "[core]\n\tsshCommand = ssh -o BatchMode=yes\n");

    /// <summary>The clones.</summary>
    public FleetPair<FleetClone> Clones { get; private set; } = null!;

    private string SystemConfig => Path.Combine(_folder.FullName, "gitconfig");

    /// <summary>Fetches both repositories.</summary>
    /// <param name="places">An address or a local clone of each.</param>
    /// <param name="identity">Who tags and commits, as <c>Name &lt;address&gt;</c>; null for whoever the user's configuration says.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GitException">A repository cannot be fetched.</exception>
    /// <exception cref="UsageException">A place is none.</exception>
    public static async Task<FleetWorkspace> OpenAsync(FleetPair<string> places, (string Name, string Email)? identity, CancellationToken cancellation)
    {
        var workspace = new FleetWorkspace();
        try
        {
            var infrastructure = workspace.FetchAsync("infrastructure.git", places.Infrastructure, identity, cancellation);
            var apps = workspace.FetchAsync("apps.git", places.Apps, identity, cancellation);
            await Task.WhenAll(infrastructure, apps).ConfigureAwait(false);
            workspace.Clones = new(await infrastructure.ConfigureAwait(false), await apps.ConfigureAwait(false));
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<FleetClone> FetchAsync(string name, string place, (string Name, string Email)? identity, CancellationToken cancellation)
    {
        var address = await AddressAsync(place, cancellation).ConfigureAwait(false);
        return await FleetClone.FetchAsync(address, Path.Combine(_folder.FullName, name), SystemConfig, identity, cancellation).ConfigureAwait(false);
    }

    private async Task<GitAddress> AddressAsync(string place, CancellationToken cancellation)
    {
        if (!Directory.Exists(place))
            return GitAddress.OfRemote(place);
        var git = new GitProcess(Path.GetFullPath(place), SystemConfig);
        if (await git.TextAsync(cancellation, "rev-parse", "--is-bare-repository").ConfigureAwait(false) == "true")
            return GitAddress.OfRemote(Path.GetFullPath(place));
        var (exitCode, origin, _) = await git.TryAsync(["config", "--get", "remote.origin.url"], null, cancellation).ConfigureAwait(false);
        if (exitCode != 0)
            throw new UsageException($"{place} is a clone without a remote 'origin', so there is nothing to promote in; name the address of the repository instead.");
        var url = origin.Trim();
        return GitAddress.OfRemote(url.StartsWith('.') ? Path.GetFullPath(url, Path.GetFullPath(place)) : url);
    }
}
