namespace Slipway.Lab.Engine;

/// <summary>What is done about a resource.</summary>
public enum StepOp
{
    /// <summary>Nothing: it is as wanted.</summary>
    Same,

    /// <summary>It is created.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>It is replaced: a new one is created, the old one deleted.</summary>
    Replace,

    /// <summary>The creating half of a replacement.</summary>
    CreateReplacement,

    /// <summary>The deleting half of a replacement.</summary>
    DeleteReplaced,

    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>It exists already and is read only.</summary>
    Read,

    /// <summary>It is read only from now on; what was managed in its place is deleted.</summary>
    ReadReplacement,

    /// <summary>It was read only, and is not referred to any more.</summary>
    Discard,

    /// <summary>Its state is brought up to what is there.</summary>
    Refresh,

    /// <summary>It exists already and is managed from now on.</summary>
    Import,

    /// <summary>It exists already and is managed from now on, in the place of another one.</summary>
    ImportReplacement,

    /// <summary>It was deleted earlier to be replaced, and is not wanted any more.</summary>
    RemovePendingReplace,
}

/// <summary>Names and kinds of <see cref="StepOp"/>.</summary>
public static class StepOps
{
    /// <summary>The operation as Pulumi writes it, e.g. <c>create-replacement</c>.</summary>
    public static string Name(this StepOp op) => op switch
    {
        StepOp.Same => "same",
        StepOp.Create => "create",
        StepOp.Update => "update",
        StepOp.Replace => "replace",
        StepOp.CreateReplacement => "create-replacement",
        StepOp.DeleteReplaced => "delete-replaced",
        StepOp.Delete => "delete",
        StepOp.Read => "read",
        StepOp.ReadReplacement => "read-replacement",
        StepOp.Discard => "discard",
        StepOp.Refresh => "refresh",
        StepOp.Import => "import",
        StepOp.ImportReplacement => "import-replacement",
        StepOp.RemovePendingReplace => "remove-pending-replace",
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
    };

    /// <summary>True when the operation changes something.</summary>
    public static bool IsChange(this StepOp op) => op is not (StepOp.Same or StepOp.Read or StepOp.Refresh or StepOp.Discard);

    /// <summary>The operation that a resource is counted under; a deletion and a creation together count as a replacement.</summary>
    internal static StepOp Counted(this StepOp op) => op switch
    {
        StepOp.CreateReplacement or StepOp.ReadReplacement => StepOp.Replace,
        StepOp.ImportReplacement => StepOp.Import,
        StepOp.DeleteReplaced or StepOp.RemovePendingReplace => StepOp.Delete,
        _ => op,
    };
}
