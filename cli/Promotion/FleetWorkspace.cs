using Slipway.Cli.Project;
using Slipway.Components.Promotion;
using Slipway.Processes;

namespace Slipway.Cli.Promotion;

/// <summary>A folder of its own with bare clones of the fleet's repositories, gone when it is disposed of. No working tree of the user's is ever touched.</summary>
internal sealed class FleetWorkspace : IDisposable
{
    private readonly TemporaryFolder _folder;

    private FleetWorkspace(TemporaryFolder folder, FleetPair<FleetClone> clones)
    {
        _folder = folder;
        Clones = clones;
    }

    /// <summary>The clones.</summary>
    public FleetPair<FleetClone> Clones { get; }

    /// <summary>Fetches both repositories.</summary>
    /// <param name="places">An address or a local clone of each.</param>
    /// <param name="identity">Who tags and commits; null for whoever the user's configuration says.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="GitException">A repository cannot be fetched.</exception>
    /// <exception cref="UsageException">A place is none.</exception>
    public static async Task<FleetWorkspace> OpenAsync(FleetPair<string> places, (string Name, string Email)? identity, CancellationToken cancellation)
    {
        var folder = new TemporaryFolder("slipway-promote-");
        try
        {
            // In the place of the system's configuration, so that whoever configures a command of their own keeps it.
            var system = Path.Combine(folder.Path, "gitconfig");
            await File.WriteAllTextAsync(system, "[core]\n\tsshCommand = ssh -o BatchMode=yes\n", cancellation).ConfigureAwait(false);
            var fetched = places.Select((role, place) => FetchAsync(place, Path.Combine(folder.Path, $"{role}.git"), system, identity, cancellation));
            await Task.WhenAll(fetched.Infrastructure, fetched.Apps).ConfigureAwait(false);
            return new FleetWorkspace(folder, new(await fetched.Infrastructure.ConfigureAwait(false), await fetched.Apps.ConfigureAwait(false)));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<FleetClone> FetchAsync(
        string place, string folder, string system, (string Name, string Email)? identity, CancellationToken cancellation)
    {
        var address = await AddressAsync(place, system, cancellation).ConfigureAwait(false);
        return await FleetClone.FetchAsync(address, folder, system, identity, cancellation).ConfigureAwait(false);
    }

    private static async Task<GitAddress> AddressAsync(string place, string system, CancellationToken cancellation)
    {
        if (!Directory.Exists(place))
            return GitAddress.OfRemote(place);
        var git = new GitProcess(Path.GetFullPath(place), system);
        if (await git.TextAsync(cancellation, "rev-parse", "--is-bare-repository").ConfigureAwait(false) == "true")
            return GitAddress.OfRemote(Path.GetFullPath(place));
        var (exitCode, origin, _) = await git.TryAsync(["config", "--get", "remote.origin.url"], null, cancellation).ConfigureAwait(false);
        if (exitCode != 0)
            throw new UsageException($"{place} is a clone without a remote 'origin', so there is nothing to promote in; name the address of the repository instead.");
        var url = origin.Trim();
        return GitAddress.OfRemote(url.StartsWith('.') ? Path.GetFullPath(url, Path.GetFullPath(place)) : url);
    }
}
