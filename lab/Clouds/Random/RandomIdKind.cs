using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Random;

/// <summary><c>random.RandomId</c>: bytes that tell things apart, in several spellings, none of them secret.</summary>
internal sealed class RandomIdKind : ResourceKind
{
    public override Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var bytes = RandomNumberGenerator.GetBytes(request.Inputs.Integer("byteLength") ?? 0);
        var prefix = request.Inputs.Text("prefix") ?? "";
        var id = Base64Url.EncodeToString(bytes);
        var outputs = draft.Outputs.Merge(PropertyMap.Of(
            ("b64Std", prefix + Convert.ToBase64String(bytes)),
            ("b64Url", prefix + id),
            ("hex", prefix + Convert.ToHexStringLower(bytes)),
            ("dec", prefix + new BigInteger(bytes, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture))));
        return Task.FromResult(new ResourceState(id, outputs));
    }
}
