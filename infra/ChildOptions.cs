namespace Slipway.Infra;

/// <summary>Options of what a component is made of.</summary>
public static class ChildOptions
{
    /// <summary>Options of a child that waits for the given resources, and is destroyed before them.</summary>
    public static CustomResourceOptions Child(this ComponentResource parent, params IEnumerable<Resource> dependsOn)
    {
        var options = new CustomResourceOptions { Parent = parent };
        foreach (var resource in dependsOn)
            options.DependsOn.Add(resource);
        return options;
    }

    /// <summary>Options of a component within a component.</summary>
    public static ComponentResourceOptions Part(this ComponentResource parent) => new() { Parent = parent };
}
