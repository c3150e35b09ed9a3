using System.Collections.Immutable;

namespace Slipway.Cli.Graphs;

/// <summary>A resource that the stack's program declares.</summary>
internal sealed record DeclaredResource
{
    /// <summary>Its URN.</summary>
    public required string Urn { get; init; }

    /// <summary>Type token, e.g. <c>aws:ec2/vpc:Vpc</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Name in the program.</summary>
    public required string Name { get; init; }

    /// <summary>True when a provider manages it; false for a component.</summary>
    public required bool Custom { get; init; }

    /// <summary>URN of the resource that it is part of; empty for the stack.</summary>
    public string Parent { get; init; } = "";

    /// <summary>URNs of the resources that it waits for.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];
}
