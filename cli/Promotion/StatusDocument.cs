using Slipway.Cli.Project;
using Slipway.Components.Promotion;

namespace Slipway.Cli.Promotion;

/// <summary>The status that an environment's CI publishes: a file, or an address over HTTPS.</summary>
internal static class StatusDocument
{
    private const int MostBytes = 1 << 20;

    /// <summary>Reads it.</summary>
    /// <exception cref="UsageException">It cannot be read, or is not in the form of docs/json.md.</exception>
    public static async Task<EnvironmentStatus> ReadAsync(string place, CancellationToken cancellation)
    {
        try
        {
            return EnvironmentStatus.Parse(await TextAsync(place, cancellation).ConfigureAwait(false));
        }
        catch (FormatException problem)
        {
            throw new UsageException($"--status {place}: it is not in the form that docs/json.md describes: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new UsageException($"--status {place} cannot be read: {problem.Message}");
        }
    }

    private static async Task<string> TextAsync(string place, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(place, UriKind.Absolute, out var address) || address.IsFile)
            return await File.ReadAllTextAsync(place, cancellation).ConfigureAwait(false);
        if (address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
            throw new UsageException("--status is a file, or an address that begins with https:// and holds no credentials.");
        using var client = new HttpClient { MaxResponseContentBufferSize = MostBytes, Timeout = TimeSpan.FromSeconds(30) };
        return await client.GetStringAsync(address, cancellation).ConfigureAwait(false);
    }
}
