using Slipway.Cli.Project;
using Slipway.Cli.Promotion;

namespace Slipway.Cli.Tests.Promotion;

public sealed class GitAddressTests
{
    [Theory]
    [InlineData("https://github.com/acme/fleet-apps.git", "acme/fleet-apps", "github.com")]
    [InlineData("https://git.example.com:8443/acme/fleet-apps", "acme/fleet-apps", "git.example.com")]
    [InlineData("ssh://git@github.com/acme/fleet-apps.git", "acme/fleet-apps", "github.com")]
    [InlineData("git@github.com:acme/fleet-apps.git", "acme/fleet-apps", "github.com")]
    [InlineData("/srv/git/fleet-apps.git", "git/fleet-apps", null)]
    [InlineData("file:///srv/git/fleet-apps.git", "git/fleet-apps", null)]
    public void An_address_names_its_repository_and_host(string url, string name, string? host)
    {
        var address = GitAddress.OfRemote(url);

        Assert.Equal((name, host), (address.Name, address.Host));
    }

    [Theory]
    [InlineData("--upload-pack=touch /tmp/x")]
    [InlineData("-oProxyCommand=x@github.com:acme/fleet-apps")]
    [InlineData("ssh://-oProxyCommand=x/acme/fleet-apps")]
    [InlineData("git@-oProxyCommand=x:acme/fleet-apps")]
    [InlineData("ext::sh -c touch% /tmp/x")]
    [InlineData("http://github.com/acme/fleet-apps")]
    [InlineData("git://github.com/acme/fleet-apps")]
    [InlineData("nowhere")]
    [InlineData("")]
    public void What_could_do_something_else_is_refused(string url) => Assert.Throws<UsageException>(() => GitAddress.OfRemote(url));

    [Theory]
    [InlineData("https://ada:hunter2@github.com/acme/fleet-apps")]
    [InlineData("https://hunter2@github.com/acme/fleet-apps")]
    [InlineData("ssh://git:hunter2@github.com/acme/fleet-apps")]
    public void Credentials_in_an_address_are_refused_and_not_shown(string url) =>
        Assert.DoesNotContain("hunter2", Assert.Throws<UsageException>(() => GitAddress.OfRemote(url)).Message, StringComparison.Ordinal);
}
