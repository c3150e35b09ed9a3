using Slipway.Checks.Schemas.Cel;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>Objects of the cluster as values of the Common Expression Language.</summary>
internal static class CelObjects
{
    /// <summary>A value; whole numbers are ints, as in JSON that Kubernetes reads.</summary>
    public static CelValue Of(PropertyValue value) => value.Bare() switch
    {
        MapValue map => CelValue.Map(map.Map.Select(p => KeyValuePair.Create(p.Key, Of(p.Value)))),
        ListValue list => new CelList([.. list.Items.Select(Of)]),
        BoolValue flag => CelValue.Of(flag.Value),
        NumberValue number when Math.Floor(number.Value) == number.Value => CelValue.Of((long)number.Value),
        NumberValue number => new CelDouble(number.Value),
        StringValue text => CelValue.Of(text.Value),
        _ => CelValue.Null,
    };
}
