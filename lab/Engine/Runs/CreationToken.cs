using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Engine.State;

namespace Slipway.Lab.Engine.Runs;

/// <summary>
/// The name of one creation. It follows from what a pending operation records (URN and time), so that it can be told again after a crash and
/// nothing has to be added to Pulumi's form of the state.
/// </summary>
internal static class CreationToken
{
    /// <summary>The request that creates a resource.</summary>
    /// <param name="wanted">The resource as its pending operation records it.</param>
    /// <param name="preview">True when only what would come is asked for.</param>
    public static CreateRequest Request(StateResource wanted, bool preview) =>
        new(wanted.Urn, wanted.Type, Urn.Name(wanted.Urn), wanted.Inputs, preview, wanted.CustomTimeouts?.Create) { Token = preview ? "" : Of(wanted) };

    private static string Of(StateResource wanted)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{wanted.Urn}\n{wanted.Created?.UtcDateTime:O}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
