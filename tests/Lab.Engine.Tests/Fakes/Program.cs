using System.Collections.Concurrent;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Tests.Fakes;

/// <summary>A program in the making: what it registers goes through the stack's root.</summary>
public sealed class Program(IMonitor monitor, string stack)
{
    public const string Thing = "fake:index:Thing";

    public IMonitor Monitor { get; } = monitor;

    public ConcurrentDictionary<string, RegisterResult> Results { get; } = new();

    public string Root { get; } = Urn.OfStack(stack, "proj");

    public async Task<RegisterResult> ThingAsync(string name, PropertyMap? inputs = null, Func<RegisterRequest, RegisterRequest>? options = null)
    {
        var request = new RegisterRequest { Type = Thing, Name = name, Custom = true, Parent = Root, Inputs = inputs ?? PropertyMap.Empty };
        request = options is null ? request : options(request);
        var result = await Monitor.RegisterResourceAsync(request, CancellationToken.None);
        Results[name] = result;
        return result;
    }

    public Task<RegisterResult> ComponentAsync(string name, Func<RegisterRequest, RegisterRequest>? options = null) =>
        ThingAsync(name, null, r => (options ?? (o => o))(r with { Type = "my:index:Group", Custom = false }));

    /// <summary>An input that comes from an output of another resource, as the SDK sends it.</summary>
    public static PropertyValue From(RegisterResult resource, string output) =>
        new OutputValue(resource.Outputs.Find(output) is { ContainsUnknowns: false } v ? v : null, false, [resource.Urn]);

    public static Func<RegisterRequest, RegisterRequest> Uses(string property, params string[] urns) => r => r with
    {
        Dependencies = r.Dependencies.AddRange(urns),
        PropertyDependencies = r.PropertyDependencies.SetItem(property, [.. urns]),
    };

    public static Func<RegisterRequest, RegisterRequest> After(params string[] urns) => r => r with { Dependencies = r.Dependencies.AddRange(urns) };
}
