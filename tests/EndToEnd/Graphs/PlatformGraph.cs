using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Lab.Wire;

namespace Slipway.EndToEnd.Graphs;

/// <summary>What the program registers for one environment, in a preview: resources with their inputs and options.</summary>
internal sealed partial record PlatformGraph(string Environment, ImmutableArray<RegisterRequest> Resources)
{
    /// <summary>The resources of a type, by name.</summary>
    public IEnumerable<RegisterRequest> OfType(string type) => Resources.Where(r => r.Type == type);

    /// <summary>The graph with one input of every resource of a type changed; for showing that an invariant can fail.</summary>
    public PlatformGraph With(string type, Func<PropertyMap, PropertyMap> change)
    {
        Assert.Contains(Resources, r => r.Type == type);
        return this with { Resources = [.. Resources.Select(r => r.Type == type ? r with { Inputs = change(r.Inputs) } : r)] };
    }

    /// <summary>The graph with another resource.</summary>
    public PlatformGraph Plus(RegisterRequest resource) => this with { Resources = Resources.Add(resource) };

    /// <summary>A text of it that is the same for the same program and configuration, one line a resource and a line a property.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var resource in Resources.OrderBy(r => r.Parent, StringComparer.Ordinal).ThenBy(r => r.Type, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal))
        {
            text.Append($"{resource.Type} {resource.Name}");
            if (resource.Parent.Length > 0)
                text.Append($" < {resource.Parent[(resource.Parent.LastIndexOf("::", StringComparison.Ordinal) + 2)..]}");
            text.Append(Options(resource)).Append('\n');
            Append(text, "", resource.Inputs.WithoutOutputs());
        }
        return RandomSuffix().Replace(text.ToString(), "-#######");
    }

    // Automatic names end in seven random hex digits.
    [GeneratedRegex("(?<=[a-z])-[0-9a-f]{7}(?=\"|:)")]
    private static partial Regex RandomSuffix();

    private static string Options(RegisterRequest resource)
    {
        var options = new List<string>();
        if (resource.Protect is true)
            options.Add("protect");
        if (resource.RetainOnDelete is true)
            options.Add("retainOnDelete");
        if (resource.DeletedWith.Length > 0)
            options.Add("deletedWith");
        if (!resource.IgnoreChanges.IsDefaultOrEmpty)
            options.Add($"ignoreChanges {string.Join(' ', resource.IgnoreChanges)}");
        return options.Count == 0 ? "" : $" [{string.Join(", ", options)}]";
    }

    private static void Append(StringBuilder text, string path, PropertyMap properties)
    {
        foreach (var (name, value) in properties)
            Append(text, path.Length == 0 ? name : $"{path}.{name}", value);
    }

    private static void Append(StringBuilder text, string path, PropertyValue value)
    {
        switch (value)
        {
            case MapValue map when map.Map.Count > 0:
                Append(text, path, map.Map);
                break;
            case ListValue list when list.Items.Any(i => i is MapValue):
                for (var i = 0; i < list.Items.Length; i++)
                    Append(text, $"{path}[{i}]", list.Items[i]);
                break;
            default:
                text.Append($"    {path}: {value}\n");
                break;
        }
    }

    /// <summary>Passes everything on to the engine, and keeps what was registered.</summary>
    internal sealed class Recorder(IMonitor engine) : IMonitor
    {
        private readonly ConcurrentQueue<RegisterRequest> _requests = new();

        public ImmutableArray<RegisterRequest> Requests => [.. _requests];

        public Task<RegisterResult> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellation)
        {
            _requests.Enqueue(request);
            return engine.RegisterResourceAsync(request, cancellation);
        }

        public Task RegisterResourceOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellation) => engine.RegisterResourceOutputsAsync(urn, outputs, cancellation);

        public Task<RegisterResult> ReadResourceAsync(ReadRequest request, CancellationToken cancellation) => engine.ReadResourceAsync(request, cancellation);

        public Task<PropertyMap> InvokeAsync(InvokeRequest request, CancellationToken cancellation) => engine.InvokeAsync(request, cancellation);

        public Task LogAsync(LogEntry entry, CancellationToken cancellation) => engine.LogAsync(entry, cancellation);
    }
}
