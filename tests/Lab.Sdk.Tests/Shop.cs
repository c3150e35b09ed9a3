using Pulumi;

namespace Slipway.Lab.Sdk.Tests;

/// <summary>A component with a bucket, and a component in it with another.</summary>
internal sealed class Shop : ComponentResource
{
    public const string TypeToken = "test:index:Shop";

    public Shop(string name, ComponentResourceOptions? options = null, bool inner = true)
        : base(TypeToken, name, options)
    {
        Bucket = new Bucket($"{name}-bucket", new() { Location = "here" }, new() { Parent = this });
        if (inner)
            _ = new Shop($"{name}-inner", new() { Parent = this }, inner: false);
        Place = Bucket.Location;
        Key = Output.CreateSecret("k");
        RegisterOutputs();
    }

    public Bucket Bucket { get; }

    [Output("place")]
    public Output<string> Place { get; private set; }

    [Output]
    public Output<string> Key { get; private set; }
}
