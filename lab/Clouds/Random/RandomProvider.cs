using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Schema;

namespace Slipway.Lab.Clouds.Random;

/// <summary>The <c>random</c> package: real randomness.</summary>
internal sealed class RandomProvider(PackageSchema schema) : SchemaProvider(schema)
{
    protected override ResourceKind Kind(ResourceSchema resource) => resource.Token switch
    {
        "random:index/randomBytes:RandomBytes" => new RandomBytesKind(),
        "random:index/randomId:RandomId" => new RandomIdKind(),
        "random:index/randomPassword:RandomPassword" => new RandomPasswordKind(),
        _ => throw new InvalidOperationException($"{resource.Token} is in the schema, but the lab's random does not make it."),
    };
}
