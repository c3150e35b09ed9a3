using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A class whose <see cref="InputAttribute"/> members are sent to a provider.</summary>
public abstract class InputArgs
{
    /// <summary>For derived classes.</summary>
    protected InputArgs()
    {
    }

    /// <summary>The members that have a value, by the names of the provider's schema.</summary>
    /// <exception cref="ArgumentNullException">A required member has no value.</exception>
    internal virtual IEnumerable<InputMember> Members() => InputMembers.Of(this);
}

/// <summary>Arguments of a resource.</summary>
public abstract class ResourceArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly ResourceArgs Empty = new EmptyResourceArgs();

    /// <summary>For derived classes.</summary>
    protected ResourceArgs()
    {
    }

    private sealed class EmptyResourceArgs : ResourceArgs;
}

/// <summary>Arguments of a provider's function.</summary>
public abstract class InvokeArgs : InputArgs
{
    /// <summary>No arguments.</summary>
    public static readonly InvokeArgs Empty = new EmptyInvokeArgs();

    /// <summary>For derived classes.</summary>
    protected InvokeArgs()
    {
    }

    private sealed class EmptyInvokeArgs : InvokeArgs;
}

/// <summary>Arguments of a resource as a dictionary, for resources that have no class of their own.</summary>
public sealed class DictionaryResourceArgs : ResourceArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    /// <summary>The given properties. Values may be inputs and outputs, at any depth.</summary>
    public DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        _dictionary = dictionary;
    }

    internal override IEnumerable<InputMember> Members() => _dictionary.Select(entry => new InputMember(entry.Key, entry.Value, IsJson: false));
}

/// <summary>Arguments of a provider's function as a dictionary, for functions that have no class of their own.</summary>
public sealed class DictionaryInvokeArgs : InvokeArgs
{
    private readonly ImmutableDictionary<string, object?> _dictionary;

    /// <summary>The given arguments. Values may be inputs and outputs, at any depth.</summary>
    public DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        _dictionary = dictionary;
    }

    internal override IEnumerable<InputMember> Members() => _dictionary.Select(entry => new InputMember(entry.Key, entry.Value, IsJson: false));
}
