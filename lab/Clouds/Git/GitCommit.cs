using System.Collections.Immutable;

namespace Slipway.Lab.Clouds.Git;

/// <summary>A commit to make.</summary>
/// <param name="Message">Its message.</param>
/// <param name="AuthorName">Who wrote it.</param>
/// <param name="AuthorEmail">Their address.</param>
/// <param name="Changes">What it changes.</param>
internal sealed record GitCommit(string Message, string AuthorName, string AuthorEmail, ImmutableArray<GitChange> Changes);

/// <summary>One path that a commit changes.</summary>
/// <param name="Path">Path from the top of the repository, with <c>/</c>.</param>
/// <param name="Content">What it holds from then on; null deletes it.</param>
/// <param name="Mode">Git's mode: <c>100644</c> file, <c>100755</c> executable, <c>120000</c> symbolic link.</param>
internal sealed record GitChange(string Path, ReadOnlyMemory<byte>? Content, string Mode = "100644");

/// <summary>An object of a repository.</summary>
/// <param name="Sha">Its hash.</param>
/// <param name="Content">Its content.</param>
internal sealed record GitObject(string Sha, byte[] Content);
