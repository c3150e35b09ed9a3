namespace Slipway.Lab.Clouds.GitHub;

/// <summary>A deploy key as GitHub keeps it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Repository">The repository it opens, <c>owner/name</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Key">The public key, <c>type base64</c>.</param>
/// <param name="ReadOnly">Whether it may only read.</param>
public sealed record DeployKey(string Id, string Repository, string Title, string Key, bool ReadOnly);
