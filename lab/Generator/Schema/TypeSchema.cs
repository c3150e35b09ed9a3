namespace Slipway.Lab.Schema;

/// <summary>Kinds of types.</summary>
public enum TypeKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Whole number.</summary>
    Integer,

    /// <summary>Number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>List of <see cref="TypeSchema.Element"/>.</summary>
    List,

    /// <summary>Texts to <see cref="TypeSchema.Element"/>.</summary>
    Map,

    /// <summary>The object type <see cref="TypeSchema.Object"/>.</summary>
    Object,

    /// <summary>One of the texts of <see cref="TypeSchema.Object"/>.</summary>
    Enum,

    /// <summary>One of <see cref="TypeSchema.Alternatives"/>.</summary>
    Union,

    /// <summary>Anything.</summary>
    Any,

    /// <summary>A text that holds JSON.</summary>
    Json,

    /// <summary>An asset or an archive.</summary>
    Asset,
}

/// <summary>The type of a property, an item or a map's value.</summary>
public sealed class TypeSchema
{
    private readonly ObjectSchema? _object;

    internal TypeSchema(TypeKind kind, TypeSchema? element = null, ObjectSchema? type = null, IReadOnlyList<TypeSchema>? alternatives = null)
    {
        (Kind, Element, _object) = (kind, element, type);
        Alternatives = alternatives ?? [];
    }

    /// <summary>What it is. An object type says only once its schema is read whether it is an enumeration.</summary>
    public TypeKind Kind => field == TypeKind.Object && _object!.IsEnum ? TypeKind.Enum : field;

    /// <summary>Type of the items of a list or the values of a map; else null.</summary>
    public TypeSchema? Element { get; }

    /// <summary>The object type or enumeration; else null.</summary>
    public ObjectSchema? Object => _object;

    /// <summary>What it may be, for a union; else none.</summary>
    public IReadOnlyList<TypeSchema> Alternatives { get; }
}
