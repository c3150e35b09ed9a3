namespace Slipway.Infra.Repositories;

/// <summary>What a team may do with the fleet's repositories.</summary>
/// <param name="Team">The team's slug.</param>
/// <param name="Permission">What it may do.</param>
public sealed record TeamAccess(string Team, TeamPermission Permission);

/// <summary>What GitHub lets a team do with a repository; the names are the API's, in lower case.</summary>
public enum TeamPermission
{
    /// <summary>Read.</summary>
    Pull,

    /// <summary>Read, and handle issues and pull requests.</summary>
    Triage,

    /// <summary>Write, through pull requests as the rules say.</summary>
    Push,

    /// <summary>Write, and settings that harm nothing.</summary>
    Maintain,

    /// <summary>All, the rules included.</summary>
    Admin,
}
