namespace Slipway.Fleet.Tests;

/// <summary>A fact that compares with the definitions of Flux's kinds; skipped, with the reason, where they are not at hand beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithDefinitionsAttribute : FactAttribute
{
    /// <summary>Looks for the definitions, and for the kubectl that builds what is compared with them.</summary>
    public FactWithDefinitionsAttribute()
    {
        if (!Directory.Exists(CrdSchema.Folder))
            Skip = $"needs the definitions of Flux's kinds in {Path.GetRelativePath(FleetFolder.Root, CrdSchema.Folder)}";
        else
            Skip = new Slipway.Tests.FactWithAttribute("kubectl").Skip;
    }
}
