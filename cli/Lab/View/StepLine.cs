using Slipway.Lab.Engine;

namespace Slipway.Cli.Lab.View;

/// <summary>Steps as people read them.</summary>
internal static class StepLine
{
    /// <summary>The sign of an operation, two characters wide.</summary>
    public static string Sign(StepOp op) => op switch
    {
        StepOp.Create => " +",
        StepOp.Update => " ~",
        StepOp.Replace or StepOp.CreateReplacement or StepOp.DeleteReplaced or StepOp.ReadReplacement or StepOp.ImportReplacement => "+-",
        StepOp.Delete or StepOp.Discard or StepOp.RemovePendingReplace => " -",
        StepOp.Read => " >",
        StepOp.Import => " =",
        StepOp.Refresh => " ~",
        _ => "  ",
    };

    /// <summary>False for a provider that was made only because a package has none of its own: nobody declared it.</summary>
    public static bool IsDeclared(Step step) =>
        !step.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal) || !Name(step.Urn).StartsWith("default_", StringComparison.Ordinal);

    /// <summary>What was done, for a line about one resource.</summary>
    public static string Done(Step step) => step.Op switch
    {
        StepOp.Create => "created",
        StepOp.Update => "updated",
        StepOp.CreateReplacement => "created replacement",
        StepOp.DeleteReplaced => "deleted original",
        StepOp.Replace => "replaced",
        StepOp.Delete when step.Retained => "left to the cloud",
        StepOp.Delete or StepOp.RemovePendingReplace => "deleted",
        StepOp.Read or StepOp.ReadReplacement => "read",
        StepOp.Import or StepOp.ImportReplacement => "imported",
        StepOp.Refresh => "refreshed",
        StepOp.Discard => "let go",
        _ => "unchanged",
    };

    /// <summary>Operation in a count, e.g. <c>create</c>.</summary>
    public static string Counted(StepOp op) => op switch
    {
        StepOp.Same => "unchanged",
        _ => op.Name(),
    };

    /// <summary>The type as people write it: <c>aws:ec2/vpc:Vpc</c> is <c>aws:ec2:Vpc</c>.</summary>
    public static string ShortType(string type)
    {
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        var colon = type.LastIndexOf(':');
        return slash < 0 || colon < slash ? type : type[..slash] + type[colon..];
    }

    /// <summary>The resource's name.</summary>
    public static string Name(string urn) => Terminal.Harmless(urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..]);
}
