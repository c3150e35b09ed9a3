namespace Slipway.Components.Flux;

/// <summary>
/// GitHub's SSH host keys, pinned: nothing is trusted on first use. As published by GitHub (docs.github.com, "GitHub's SSH key
/// fingerprints"; also in the answer of its API's <c>/meta</c>). ECDSA comes first, as Flux negotiates the first algorithm it finds.
/// </summary>
public static class GitHubHostKeys
{
    /// <summary>Lines of a <c>known_hosts</c> file.</summary>
    public const string KnownHosts =
        "github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=\n"
        + "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n";
}
