namespace Slipway.Lab.Flux;

/// <summary>What Flux would report about a GitRepository.</summary>
/// <param name="Name">Name of the object.</param>
/// <param name="Ready">Whether it could be fetched.</param>
/// <param name="Revision">What was fetched, e.g. <c>refs/heads/main@sha1:…</c>; empty when nothing was.</param>
/// <param name="Message">Source-controller's words.</param>
public sealed record SourceStatus(string Name, bool Ready, string Revision, string Message);
