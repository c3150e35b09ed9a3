namespace Pulumi;

/// <summary>Lets either kind of a union be added to a list as it is.</summary>
public static class InputListExtensions
{
    /// <summary>Adds an item of the first kind.</summary>
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T0> value) =>
        list.Add(value.Apply(Union<T0, T1>.FromT0));

    /// <summary>Adds an item of the second kind.</summary>
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T1> value) =>
        list.Add(value.Apply(Union<T0, T1>.FromT1));
}

/// <summary>Lets either kind of a union be added to a map as it is.</summary>
public static class InputMapExtensions
{
    /// <summary>Adds a value of the first kind.</summary>
    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T0> value) =>
        map.Add(key, value.Apply(Union<T0, T1>.FromT0));

    /// <summary>Adds a value of the second kind.</summary>
    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T1> value) =>
        map.Add(key, value.Apply(Union<T0, T1>.FromT1));
}
