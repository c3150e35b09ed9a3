namespace Slipway.Checks.Yaml;

/// <summary>What is wrong with a file of a fleet repository, before anyone asks what its objects mean.</summary>
public enum SourceProblemKind
{
    /// <summary>A file or folder that is named does not exist.</summary>
    Missing,

    /// <summary>A file or folder exists and cannot be read.</summary>
    Unreadable,

    /// <summary>A path, or a symbolic link, leaves the repository.</summary>
    OutsideRepository,

    /// <summary>A file is larger than a file of a fleet may be.</summary>
    TooLarge,

    /// <summary>A file is not UTF-8.</summary>
    Encoding,

    /// <summary>A file is not YAML.</summary>
    Syntax,

    /// <summary>A key stands twice in a map.</summary>
    DuplicateKey,

    /// <summary>Values are nested too deeply, or aliases stand for too many values.</summary>
    Expansion,

    /// <summary>A document is not a Kubernetes object.</summary>
    NotAnObject,

    /// <summary>A kustomization names something in another repository or on the network.</summary>
    Remote,

    /// <summary>A kustomization includes itself.</summary>
    Cycle,

    /// <summary>A kustomization has a field that this builder does not know.</summary>
    UnknownField,

    /// <summary>A field of a kustomization has a value that it cannot have.</summary>
    InvalidField,

    /// <summary>Two objects of a build have the same identity.</summary>
    Conflict,

    /// <summary>Something in a kustomization points at an object or a field that is not there.</summary>
    NoTarget,

    /// <summary>A patch cannot be applied.</summary>
    Patch,

    /// <summary>Something that this builder leaves out, and that does not change the objects. The build succeeds.</summary>
    Note,
}
