using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary>
/// The teams and users of the lab's GitHub. Nobody makes them: whoever is named under a possible name exists, and has the same number
/// every time.
/// </summary>
internal static partial class GitHubDirectory
{
    /// <summary>What <c>getTeam</c> tells.</summary>
    /// <exception cref="ProviderException">No team has such a slug.</exception>
    public static PropertyMap Team(string owner, PropertyMap args)
    {
        var slug = args.Text("slug")!;
        if (!Slug().IsMatch(slug))
            throw new ProviderException($"GET https://api.github.com/orgs/{owner}/teams/{slug}: 404 Not Found: a team's slug is lower-case letters, digits and single hyphens");
        var id = Number($"{owner}/{slug}");
        return PropertyMap.Of(("id", id), ("name", slug), ("slug", slug), ("nodeId", $"T_{id}"), ("permission", "pull"), ("privacy", "closed"), ("notificationSetting", "notifications_enabled"));
    }

    /// <summary>What <c>getUser</c> tells.</summary>
    /// <exception cref="ProviderException">No user has such a name.</exception>
    public static PropertyMap User(PropertyMap args)
    {
        var name = args.Text("username")!;
        if (!Login().IsMatch(name))
            throw new ProviderException($"GET https://api.github.com/users/{name}: 404 Not Found: a user's name is up to 39 letters, digits and single hyphens");
        var id = Number(name.ToLowerInvariant());
        return PropertyMap.Of(("id", id), ("login", name), ("name", name), ("username", name), ("nodeId", $"U_{id}"), ("email", $"{name}@users.noreply.github.com"));
    }

    private static string Number(string name) =>
        (BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % 90_000_000 + 10_000_000).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[a-z0-9_]+(-[a-z0-9_]+)*\z")]
    private static partial Regex Slug();

    [GeneratedRegex(@"\A(?=.{1,39}\z)[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z")]
    private static partial Regex Login();
}
