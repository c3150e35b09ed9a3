using System.Text;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Kubernetes;

/// <summary>The data of a Secret as the API server keeps it: in base64, folded together from <c>data</c> and <c>stringData</c>, and secret.</summary>
internal static class SecretData
{
    /// <summary>The manifest as it is stored: <c>stringData</c> in <c>data</c>, a type, everything marked secret. Others stay as they are.</summary>
    public static PropertyMap Fold(PropertyMap manifest)
    {
        if (!IsSecret(manifest))
            return manifest;
        var data = manifest.Find("data")?.AsMap ?? PropertyMap.Empty;
        foreach (var (name, value) in manifest.Find("stringData")?.AsMap ?? PropertyMap.Empty)
            data = data.With(name, Convert.ToBase64String(Encoding.UTF8.GetBytes(value.AsString ?? "")));
        manifest = manifest.Without("stringData").Without("data");
        return data.Count == 0 ? manifest : manifest.With("data", PropertyValue.Secret(data));
    }

    /// <summary>The inputs that would give what is there, in the form that the inputs had: <c>stringData</c> stays <c>stringData</c>.</summary>
    public static PropertyMap Unfold(PropertyMap live, PropertyMap inputs)
    {
        if (!IsSecret(inputs) || inputs.Find("stringData")?.AsMap is not { } texts)
            return ApplyMerge.Owned(live, inputs);
        var data = live.Find("data")?.AsMap ?? PropertyMap.Empty;
        var found = PropertyMap.From(texts.Keys.Where(data.ContainsKey)
            .Select(name => KeyValuePair.Create(name, (PropertyValue)Encoding.UTF8.GetString(Convert.FromBase64String(data[name].AsString ?? "")))));
        return ApplyMerge.Owned(live, inputs.Without("stringData"))
            .With("stringData", found.Equals(texts) ? inputs["stringData"] : PropertyValue.Secret(found));
    }

    /// <summary>Keys of <c>data</c> that do not hold base64.</summary>
    public static IEnumerable<string> BadKeys(PropertyMap manifest)
    {
        if (!IsSecret(manifest))
            yield break;
        foreach (var (name, value) in manifest.Find("data")?.AsMap ?? PropertyMap.Empty)
        {
            if (value.AsString is { } text && !Convert.TryFromBase64String(text, new byte[text.Length], out _))
                yield return name;
        }
    }

    private static bool IsSecret(PropertyMap manifest) =>
        manifest.Find("kind")?.AsString == "Secret" && manifest.Find("apiVersion")?.AsString == "v1";
}
