using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>Something that stands in the lab's AWS.</summary>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="Properties">Its inputs and outputs.</param>
internal sealed record AwsObject(string Type, string Id, PropertyMap Properties)
{
    /// <summary>The form on disk.</summary>
    public PropertyMap ToMap() => PropertyMap.Of(("type", Type), ("id", Id), ("properties", Properties));

    /// <summary>Reads the form on disk.</summary>
    public static AwsObject From(PropertyMap map) => new(map.Text("type") ?? "", map.Text("id") ?? "", map.Map("properties"));
}
