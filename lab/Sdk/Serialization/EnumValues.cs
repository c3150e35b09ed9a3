using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Slipway.Lab.Wire;

namespace Pulumi.Serialization;

/// <summary>The enumerations of providers: C# enums for numbers, <see cref="EnumTypeAttribute"/> structs for texts and fractions.</summary>
internal static class EnumValues
{
    private static readonly ConcurrentDictionary<Type, Func<object, PropertyValue>?> Readers = new();

    public static bool TryGetPlain(object value, [NotNullWhen(true)] out PropertyValue? plain)
    {
        plain = Readers.GetOrAdd(value.GetType(), MakeReader)?.Invoke(value);
        return plain is not null;
    }

    /// <summary>The constructor of an enumeration struct, and whether it takes a text rather than a number; null for another type.</summary>
    public static (ConstructorInfo Constructor, bool IsText)? FindConstructor(Type type)
    {
        if (!type.IsValueType || !type.IsDefined(typeof(EnumTypeAttribute), inherit: false))
            return null;
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetConstructor(Any, [typeof(string)]) is { } text ? (text, true)
            : type.GetConstructor(Any, [typeof(double)]) is { } number ? (number, false)
            : throw new InvalidOperationException($"{type} is an [EnumType] without a constructor that takes a text or a number.");
    }

    private static Func<object, PropertyValue>? MakeReader(Type type)
    {
        if (type.IsEnum)
            return value => (double)Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);
        if (FindConstructor(type) is not var (_, isText))
            return null;
        var wanted = isText ? typeof(string) : typeof(double);
        var conversion = type.GetMethods(BindingFlags.Static | BindingFlags.Public)
            .FirstOrDefault(m => m.Name == "op_Explicit" && m.ReturnType == wanted)
            ?? throw new InvalidOperationException($"{type} is an [EnumType] without an explicit conversion to {wanted}.");
        return value => conversion.Invoke(null, [value]) switch
        {
            string text => text,
            double number => number,
            _ => PropertyValue.Null,
        };
    }
}
