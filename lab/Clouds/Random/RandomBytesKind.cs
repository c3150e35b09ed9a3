using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Random;

/// <summary><c>random.RandomBytes</c>: secret bytes.</summary>
internal sealed class RandomBytesKind : ResourceKind
{
    public override Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var bytes = RandomNumberGenerator.GetBytes(request.Inputs.Integer("length") ?? 0);
        var outputs = draft.Outputs
            .With("base64", PropertyValue.Secret(Convert.ToBase64String(bytes)))
            .With("hex", PropertyValue.Secret(Convert.ToHexStringLower(bytes)));
        return Task.FromResult(new ResourceState("none", outputs));
    }
}
