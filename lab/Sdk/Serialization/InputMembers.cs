using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A property to send: its name, its value as the program gave it, and whether it goes as JSON text.</summary>
internal readonly record struct InputMember(string Name, object? Value, bool IsJson);

/// <summary>Finds the <see cref="InputAttribute"/> members of argument classes, once per class.</summary>
internal static class InputMembers
{
    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    public static IEnumerable<InputMember> Of(InputArgs args)
    {
        var type = args.GetType();
        var members = Known.GetOrAdd(type, Find);
        var found = new List<InputMember>(members.Length);
        foreach (var member in members)
        {
            var value = member.Get(args);
            if (value is null && member.Input.IsRequired)
                throw new ArgumentNullException(member.MemberName, $"[Input] {type.FullName}.{member.MemberName} is required but was not given a value.");
            if (value is not null)
                found.Add(new(member.Input.Name, value, member.Input.IsJson));
        }
        return found;
    }

    private static Member[] Find(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = new List<Member>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var property in level.GetProperties(Own))
            {
                if (property.GetCustomAttribute<InputAttribute>() is { } input)
                    members.Add(new(input, property.Name, property.GetValue));
            }
            foreach (var field in level.GetFields(Own))
            {
                if (field.GetCustomAttribute<InputAttribute>() is { } input)
                    members.Add(new(input, field.Name, field.GetValue));
            }
        }
        return [.. members];
    }

    private sealed record Member(InputAttribute Input, string MemberName, Func<object, object?> Get);
}
