namespace Slipway.Infra.Repositories;

/// <summary>A template repository on GitHub.</summary>
/// <param name="Owner">The organization or user that owns it.</param>
/// <param name="Repository">Its name.</param>
public sealed record RepositoryTemplate(string Owner, string Repository)
{
    /// <summary>Reads <c>owner/repository</c>.</summary>
    /// <exception cref="FormatException">Not of that form.</exception>
    public static RepositoryTemplate Parse(string text) => text.Split('/') switch
    {
        [{ Length: > 0 } owner, { Length: > 0 } repository] => new(owner, repository),
        _ => throw new FormatException($"'{text}' names no template; write it as owner/repository"),
    };
}
