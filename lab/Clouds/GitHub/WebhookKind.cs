using System.Globalization;
using System.Security.Cryptography;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.GitHub;

/// <summary><c>github.RepositoryWebhook</c>: an address that is told of events. Its address and its secret stay secret.</summary>
internal sealed class WebhookKind(GitHubCloud cloud, string owner) : RepositorySettingKind(cloud, owner, "hooks", "number")
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var configuration = inputs.Map("configuration");
        if (!inputs.Has("configuration"))
            yield return new CheckFailure("configuration", "is missing: a webhook has an address");
        // The address is secret, so it is not said.
        if (configuration.Text("url") is { } url && (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
            yield return new CheckFailure("configuration.url", "422 Validation Failed [url is not a supported URL]: it must begin with https://");
        if (inputs.Find("events") is { ContainsUnknowns: false } && inputs.Texts("events").IsEmpty)
            yield return new CheckFailure("events", "422 Validation Failed: a webhook is told of one event at least");
    }

    protected override PropertyMap Complete(PropertyMap repository, PropertyMap outputs)
    {
        var number = outputs.Text("number") ?? RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var configuration = outputs.Map("configuration");
        foreach (var hidden in (string[])["secret", "url"])
        {
            if (configuration.Find(hidden) is { } value and not (SecretValue or NullValue))
                configuration = configuration.With(hidden, PropertyValue.Secret(value));
        }
        return outputs.Merge(PropertyMap.Of(
            ("number", number),
            ("configuration", configuration),
            ("url", $"https://api.github.com/repos/{Owner}/{repository.Text("name")}/hooks/{number}")));
    }

    protected override bool Clashes(PropertyMap wanted, PropertyMap other) =>
        wanted.Map("configuration").Text("url") == other.Map("configuration").Text("url")
        && wanted.Texts("events").Order(StringComparer.Ordinal).SequenceEqual(other.Texts("events").Order(StringComparer.Ordinal));

    protected override string Taken(PropertyMap wanted) => "422 Validation Failed [Hook already exists on this repository]";
}
