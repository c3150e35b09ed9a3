using System.Collections.Immutable;
using Pulumi;

namespace Slipway.Lab.Sdk.Tests;

/// <summary>A resource class in the shape that Pulumi's code generator gives.</summary>
internal sealed class Bucket : CustomResource
{
    public const string TypeToken = "cloud:storage/bucket:Bucket";

    public Bucket(string name, BucketArgs? args = null, CustomResourceOptions? options = null)
        : base(TypeToken, name, args ?? new BucketArgs(), options)
    {
    }

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("versions")]
    public Output<int> Versions { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("zones")]
    public Output<ImmutableArray<string>> Zones { get; private set; } = null!;

    [Output("rules")]
    public Output<ImmutableArray<BucketRule>> Rules { get; private set; } = null!;
}

internal sealed class BucketArgs : ResourceArgs
{
    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("zones")]
    private InputList<string>? _zones;

    [Input("rules")]
    private InputList<BucketRuleArgs>? _rules;

    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("versions")]
    public Input<int>? Versions { get; set; }

    [Input("owner")]
    public Input<Resource>? Owner { get; set; }

    [Input("policy", json: true)]
    public Input<ImmutableDictionary<string, object>>? Policy { get; set; }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }

    public InputList<string> Zones
    {
        get => _zones ??= [];
        set => _zones = value;
    }

    public InputList<BucketRuleArgs> Rules
    {
        get => _rules ??= [];
        set => _rules = value;
    }
}

internal sealed class BucketRuleArgs : ResourceArgs
{
    [Input("days", required: true)]
    public Input<int> Days { get; set; } = null!;

    [Input("prefix")]
    public Input<string>? Prefix { get; set; }
}

[OutputType]
internal sealed class BucketRule
{
    public readonly int Days;
    public readonly string? Prefix;

    [OutputConstructor]
    private BucketRule(int days, [OutputConstructorParameter("prefix")] string? start)
    {
        Days = days;
        Prefix = start;
    }
}
