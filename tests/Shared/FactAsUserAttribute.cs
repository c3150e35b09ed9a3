namespace Slipway.Tests;

/// <summary>A fact about permissions; skipped, with the reason, for whoever no permission holds back.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactAsUserAttribute : FactAttribute
{
    public FactAsUserAttribute()
    {
        if (Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
            Skip = "needs a user whom file permissions hold back";
    }
}
