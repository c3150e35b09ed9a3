namespace Slipway.Checks.Reports;

/// <summary>How findings are written.</summary>
public enum ReportFormat
{
    /// <summary>For people, by file.</summary>
    Text,

    /// <summary>For programs: the form that <c>docs/json.md</c> documents.</summary>
    Json,

    /// <summary>For code scanning: SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>For GitHub Actions: workflow commands that annotate a pull request.</summary>
    GitHub,
}
