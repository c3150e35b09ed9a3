namespace Slipway.Lab.Engine.State;

/// <summary>A provider as resources refer to it: <c>urn::id</c>.</summary>
/// <param name="Urn">URN of the provider's resource.</param>
/// <param name="Id">Its id.</param>
public readonly record struct ProviderReference(string Urn, string Id)
{
    /// <summary>What types of provider resources begin with.</summary>
    public const string TypePrefix = "pulumi:providers:";

    /// <summary>Reads a reference; an empty text gives an empty one.</summary>
    /// <exception cref="FormatException">Not a reference.</exception>
    public static ProviderReference Parse(string text)
    {
        if (text.Length == 0)
            return new ProviderReference("", "");
        var split = text.LastIndexOf("::", StringComparison.Ordinal);
        if (split < 0 || !Engine.Urn.IsUrn(text[..split]))
            throw new FormatException($"'{text}' is not a provider reference; one reads <urn>::<id>.");
        return new ProviderReference(text[..split], text[(split + 2)..]);
    }

    /// <summary>True when a type token is that of a provider.</summary>
    public static bool IsProviderType(string type) => type.StartsWith(TypePrefix, StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Urn.Length == 0 ? "" : $"{Urn}::{Id}";
}
