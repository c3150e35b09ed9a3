using System.Globalization;

namespace Slipway.Lab.Clouds.Properties;

/// <summary>Paths of properties in Pulumi's form: <c>a.b[0]["c.d"]</c>.</summary>
internal static class PropertyPath
{
    /// <summary>The path of a property of the object at <paramref name="path"/>.</summary>
    public static string Property(string path, string name)
    {
        if (name.Length == 0 || name.Any(c => c is '.' or '[' or ']' or '"' or '\\'))
            return $"{path}[\"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"]";
        return path.Length == 0 ? name : $"{path}.{name}";
    }

    /// <summary>The path of an item of the list at <paramref name="path"/>.</summary>
    public static string Item(string path, int index) => $"{path}[{index.ToString(CultureInfo.InvariantCulture)}]";
}
