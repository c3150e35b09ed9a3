using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Slipway.Lab.Wire;

namespace Pulumi.Serialization;

/// <summary>An <see cref="OutputAttribute"/> property of a resource class, found once per class.</summary>
internal abstract class OutputSlot(string name, PropertyInfo property)
{
    private static readonly ConcurrentDictionary<Type, OutputSlot[]> Known = new();

    public string Name { get; } = name;

    protected PropertyInfo Property { get; } = property;

    /// <summary>Gives every output property of the resource an output that waits for the registration.</summary>
    public static ImmutableArray<Bound> Bind(Resource resource, ImmutableHashSet<Resource> self)
    {
        var slots = Known.GetOrAdd(resource.GetType(), Find);
        var bound = ImmutableArray.CreateBuilder<Bound>(slots.Length);
        foreach (var slot in slots)
            bound.Add(slot.BindTo(resource, self));
        return bound.MoveToImmutable();
    }

    /// <summary>What the output properties hold.</summary>
    public static IDictionary<string, object?> Values(Resource resource) =>
        Known.GetOrAdd(resource.GetType(), Find).ToDictionary(slot => slot.Name, slot => slot.Property.GetValue(resource));

    /// <summary>What the output properties that a stack class declares itself hold; any type that can be sent will do.</summary>
    /// <exception cref="RunException">A property is no output, or was not assigned.</exception>
    public static IDictionary<string, object?> StackValues(Stack stack)
    {
        var properties = Properties(stack.GetType()).Where(p => p.Property.DeclaringType == stack.GetType()).ToList();
        Require(properties.Where(p => !IsOutput(p.Property)), RunException.OutputsHaveIncorrectType);
        Require(properties.Where(p => p.Property.GetValue(stack) is null), RunException.OutputsHaveNoValue);
        return properties.ToDictionary(p => p.Name, p => p.Property.GetValue(stack));

        static void Require(IEnumerable<(string Name, PropertyInfo Property)> wrong, Func<IEnumerable<string>, RunException> error)
        {
            var names = wrong.Select(p => p.Name).ToList();
            if (names.Count > 0)
                throw error(names);
        }
    }

    protected abstract Bound BindTo(Resource resource, ImmutableHashSet<Resource> self);

    private static OutputSlot[] Find(Type type) => [.. Properties(type).Select(p => Make(type, p.Name, p.Property))];

    /// <summary>The output properties, without a resource's own <c>urn</c> and <c>id</c>.</summary>
    private static IEnumerable<(string Name, PropertyInfo Property)> Properties(Type type) =>
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
        where property.DeclaringType != typeof(Resource) && property.DeclaringType != typeof(CustomResource)
        let attribute = property.GetCustomAttribute<OutputAttribute>()
        where attribute is not null
        select (attribute.Name ?? property.Name, property);

    private static OutputSlot Make(Type type, string name, PropertyInfo property)
    {
        if (!IsOutput(property))
            throw RunException.OutputsHaveIncorrectType([name]);
        var member = $"[Output] {type.FullName}.{property.Name}";
        var declared = property.DeclaringType!.GetProperty(property.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)!;
        var setter = declared.GetSetMethod(nonPublic: true) ?? throw new InvalidOperationException($"{member} did not have a 'set' method. Declare it as {{ get; private set; }}.");
        var value = property.PropertyType.GenericTypeArguments[0];
        var converter = OutputConverter.For(value, member);
        return (OutputSlot)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(value), name, property, setter, converter)!;
    }

    private static bool IsOutput(PropertyInfo property) =>
        property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Output<>);

    /// <summary>The property of one resource.</summary>
    public abstract class Bound
    {
        public abstract void Complete(Resource resource, RegisterResult result, bool known, bool dryRun);

        public abstract void Fail(Exception exception);
    }

    private sealed class Typed<T>(string name, PropertyInfo property, MethodInfo setter, OutputConverter converter) : OutputSlot(name, property)
    {
        private readonly MethodInvoker _setter = MethodInvoker.Create(setter);
        private readonly T _none = (T)converter.None!;

        protected override Bound BindTo(Resource resource, ImmutableHashSet<Resource> self)
        {
            var completion = new OutputCompletion<T>(self);
            _setter.Invoke(resource, completion.Output);
            return new BoundTo(this, completion);
        }

        private OutputData<T> Convert(Resource resource, RegisterResult result, bool dryRun)
        {
            if (result.Outputs.Find(Name) is not { } value)
                return new(_none, !dryRun, false, []);
            var dependencies = result.PropertyDependencies.TryGetValue(Name, out var urns)
                ? urns.Select(urn => (Resource)new DependencyResource(urn)).ToImmutableHashSet()
                : [];
            if (value.ContainsUnknowns)
                return new(_none, false, value.ContainsSecrets, dependencies);
            var path = $"{resource.GetResourceName()} ({resource.GetResourceType()}), output '{Name}'";
            return new((T)converter.Convert(path, value.Bare())!, true, value.ContainsSecrets, dependencies);
        }

        private sealed class BoundTo(Typed<T> slot, OutputCompletion<T> completion) : Bound
        {
            public override void Complete(Resource resource, RegisterResult result, bool known, bool dryRun)
            {
                var data = known ? slot.Convert(resource, result, dryRun) : new(slot._none, false, false, []);
                completion.Complete(data.Value, data.IsKnown, data.IsSecret, data.Resources);
            }

            public override void Fail(Exception exception) => completion.Fail(exception);
        }
    }
}
