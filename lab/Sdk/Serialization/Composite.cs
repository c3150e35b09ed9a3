using System.Collections.Immutable;
using System.Reflection;
using Slipway.Lab.Wire;

namespace Pulumi.Serialization;

/// <summary>Converters to types made of others: lists, maps, unions, optional values and output classes.</summary>
internal static class Composite
{
    public static OutputConverter? TryMake(Type type, string member)
    {
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            var definition = type.GetGenericTypeDefinition();
            if (definition == typeof(Nullable<>))
                return Optional(arguments[0], member);
            if (definition == typeof(ImmutableArray<>))
                return Generic(nameof(List), member, arguments);
            if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
                return Generic(nameof(Map), member, arguments[1]);
            if (definition == typeof(Union<,>))
                return Generic(nameof(Either), member, arguments);
        }
        return type.IsDefined(typeof(OutputTypeAttribute), inherit: false) ? OutputClass(type) : null;
    }

    private static OutputConverter Generic(string method, string member, params Type[] arguments) =>
        (OutputConverter)typeof(Composite).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(arguments)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [member], null)!;

    private static OutputConverter Optional(Type type, string member)
    {
        var inner = OutputConverter.For(type, member);
        return new(null, inner.Convert);
    }

    private static OutputConverter List<T>(string member)
    {
        var item = OutputConverter.For(typeof(T), member);
        return new(ImmutableArray<T>.Empty, (path, value) =>
        {
            if (value is not ListValue list)
                throw OutputConverter.Mismatch(path, "a list", value);
            var items = ImmutableArray.CreateBuilder<T>(list.Items.Length);
            for (var i = 0; i < list.Items.Length; i++)
                items.Add((T)item.Convert($"{path}[{i}]", list.Items[i])!);
            return items.MoveToImmutable();
        });
    }

    private static OutputConverter Map<T>(string member)
    {
        var item = OutputConverter.For(typeof(T), member);
        return new(ImmutableDictionary<string, T>.Empty, (path, value) => value is MapValue map
            ? map.Map.ToImmutableDictionary(p => p.Key, p => (T)item.Convert($"{path}.{p.Key}", p.Value)!)
            : throw OutputConverter.Mismatch(path, "a map", value));
    }

    private static OutputConverter Either<T0, T1>(string member)
    {
        var first = OutputConverter.For(typeof(T0), member);
        var second = OutputConverter.For(typeof(T1), member);
        return new(default(Union<T0, T1>), (path, value) =>
        {
            try
            {
                return Union<T0, T1>.FromT0((T0)first.Convert(path, value)!);
            }
            catch (InvalidOperationException)
            {
                return Union<T0, T1>.FromT1((T1)second.Convert(path, value)!);
            }
        });
    }

    /// <summary>An <see cref="OutputTypeAttribute"/> class. Its parameters' converters are found at first use, as classes may refer to themselves.</summary>
    private static OutputConverter OutputClass(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SingleOrDefault(c => c.IsDefined(typeof(OutputConstructorAttribute), inherit: false))
            ?? throw new InvalidOperationException($"{type} is an [OutputType] and needs one constructor marked [OutputConstructor].");
        var parameters = new Lazy<(string Name, OutputConverter Converter)[]>(() => [.. constructor.GetParameters().Select(p => (
            p.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? p.Name!,
            OutputConverter.For(p.ParameterType, $"{type}({p.Name})")))]);
        return new(null, (path, value) => value is MapValue map
            ? constructor.Invoke(
                BindingFlags.DoNotWrapExceptions,
                null,
                [.. parameters.Value.Select(p => p.Converter.Convert($"{path}.{p.Name}", map.Map.Find(p.Name) ?? PropertyValue.Null))],
                null)
            : throw OutputConverter.Mismatch(path, "a map", value));
    }
}
