namespace Slipway.Checks.Schemas;

/// <summary>What is wrong with an object.</summary>
public enum SchemaProblemKind
{
    /// <summary>The object lacks <c>apiVersion</c>, <c>kind</c> or a name.</summary>
    NotAnObject,

    /// <summary>The version is no longer served.</summary>
    RemovedVersion,

    /// <summary>The group has no such version, or no such kind in it.</summary>
    UnknownKind,

    /// <summary>A field that the kind does not have.</summary>
    UnknownField,

    /// <summary>A field that must be there is not.</summary>
    MissingField,

    /// <summary>A value of another type.</summary>
    WrongType,

    /// <summary>A value that is not one of those allowed.</summary>
    NotAllowed,

    /// <summary>A text that does not match the field's pattern.</summary>
    PatternMismatch,

    /// <summary>A text, list or map that is too short or too long.</summary>
    WrongLength,

    /// <summary>A number that is too small or too large.</summary>
    OutOfBounds,

    /// <summary>A text that is not in the field's format, e.g. a date or a quantity.</summary>
    WrongFormat,

    /// <summary>An element that stands twice in a list whose elements are unique.</summary>
    DuplicateItem,

    /// <summary>A value that fits none, or too many, of a choice of schemas.</summary>
    WrongAlternative,

    /// <summary>A rule of the kind (CEL) does not hold.</summary>
    RuleBroken,

    /// <summary>A rule of the kind (CEL) that cannot be evaluated here.</summary>
    RuleNotEvaluated,

    /// <summary>A name that Kubernetes does not accept.</summary>
    WrongName,

    /// <summary>A namespace where there can be none, or that is not well-formed.</summary>
    WrongNamespace,

    /// <summary>A label or an annotation that Kubernetes does not accept.</summary>
    WrongLabel,

    /// <summary>A selector that does not select what it is for.</summary>
    SelectorMismatch,

    /// <summary>A name within the object, or among the objects, that nothing has.</summary>
    UnknownReference,

    /// <summary>Fields that contradict each other.</summary>
    Contradiction,
}
