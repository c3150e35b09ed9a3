using System.Collections.Immutable;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Registry;

/// <summary>The image registries of the lab: names and tags without content, in <c>registry/&lt;repository&gt;.json</c>. Nothing is in them but what was pushed here.</summary>
public sealed class ImageRegistry
{
    private readonly CloudStore _store;
    private readonly StoreLocks _locks;

    internal ImageRegistry(CloudStore store, StoreLocks locks) => (_store, _locks) = (store, locks);

    /// <summary>The tags of a repository, in the order in which they were pushed; empty where nothing was.</summary>
    /// <param name="repository">E.g. <c>ghcr.io/acme/app</c>.</param>
    public ImmutableArray<string> Tags(string repository) => _store.Read(Key(repository))?.Texts("tags") ?? [];

    /// <summary>Pushes a tag; one that is there stays where it is.</summary>
    public async Task PushAsync(string repository, string tag, CancellationToken cancellation)
    {
        using var held = await _locks.TakeAsync("registry", cancellation);
        var tags = Tags(repository);
        if (!tags.Contains(tag))
            _store.Write(Key(repository), PropertyMap.Of(("repository", repository), ("tags", PropertyValue.List(tags.Add(tag).Select(t => (PropertyValue)t)))));
    }

    private static string Key(string repository) => $"registry/{SafeName.Of(repository)}";
}
