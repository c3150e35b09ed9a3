using System.Security.Cryptography;
using System.Text;

namespace Slipway.Components.Flux;

/// <summary>Where notification-controller listens for a Receiver. It follows from what is known beforehand, so nobody has to ask the cluster.</summary>
public static class ReceiverPath
{
    /// <summary><c>/hook/</c> and the SHA-256 of token, name and namespace in hexadecimal (notification-controller, <c>status.webhookPath</c>).</summary>
    /// <param name="token">The token in the Receiver's Secret.</param>
    /// <param name="name">Name of the Receiver.</param>
    /// <param name="namespace">Its namespace.</param>
    public static string For(string token, string name, string @namespace) =>
        $"/hook/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token + name + @namespace)))}";
}
