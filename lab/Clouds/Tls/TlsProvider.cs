using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Schema;

namespace Slipway.Lab.Clouds.Tls;

/// <summary>The <c>tls</c> package: real keys.</summary>
internal sealed class TlsProvider(PackageSchema schema) : SchemaProvider(schema)
{
    protected override ResourceKind Kind(ResourceSchema resource) => resource.Token switch
    {
        "tls:index/privateKey:PrivateKey" => new PrivateKeyKind(),
        _ => throw new InvalidOperationException($"{resource.Token} is in the schema, but the lab's tls does not make it."),
    };
}
