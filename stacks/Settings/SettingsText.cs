using System.Text.RegularExpressions;

namespace Slipway.Stacks.Settings;

/// <summary>Texts of the configuration that have a form. Each function gives the text back or throws <see cref="FormatException"/>.</summary>
internal static partial class SettingsText
{
    public static string Region(string text) => Matching(text, RegionForm(), "is no AWS region; write it like eu-west-1");

    public static string Zone(string text) => Matching(text, ZoneForm(), "is no availability zone; write it like eu-west-1a");

    public static string Name(string text) => Matching(text, NameForm(), "is no GitHub name; letters, digits, hyphens, dots and underscores, at most 100");

    public static string Version(string text) => Matching(text, VersionForm(), "is no exact version; write three numbers like 0.58.1");

    public static string InstanceType(string text) => Matching(text, InstanceTypeForm(), "is no EC2 instance type; write it like m7i.large");

    public static string PrincipalArn(string text) =>
        Matching(text, PrincipalForm(), "is no ARN of an IAM role or user; write it like arn:aws:iam::111122223333:role/name");

    public static string HostName(string text) =>
        Matching(text, HostForm(), "is no host name; write it like flux.dev.example.org, without https:// and path");

    public static string Topic(string text) => Matching(text, TopicForm(), "is no GitHub topic; lower-case letters, digits and hyphens, at most 50");

    public static string Slug(string text) => Matching(text, SlugForm(), "is no slug of a team; write it as in the team's address, like platform-team");

    public static string Login(string text) => Matching(text, LoginForm(), "is no GitHub login; letters, digits and single hyphens, at most 39");

    public static string Environment(string text) => Matching(text, EnvironmentForm(), "is no name of an environment; lower-case letters, digits and hyphens");

    public static string StatusCheck(string text) => Matching(text, StatusCheckForm(), "is no name of a status check; it has between 1 and 255 characters, none of them a line end");

    public static string FluxVersion(string text) => Version(text).StartsWith("2.9.", StringComparison.Ordinal)
        ? text
        : throw new FormatException($"'{text}' is not of the Flux 2.9 series, whose manifests this fleet writes; use 2.9.z");

    public static string KubernetesVersion(string text) => ClusterSettings.SupportedVersions.Contains(text)
        ? text
        : throw new FormatException($"'{text}' is not supported; EKS and Flux 2.9 both support {string.Join(", ", ClusterSettings.SupportedVersions)}");

    /// <summary>A value of an enum, written in camel case.</summary>
    public static T Choice<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Camel(value.ToString()) == text)
                return value;
        }
        throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetNames<T>().Select(Camel))}");
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Matching(string text, Regex form, string otherwise) =>
        form.IsMatch(text) ? text : throw new FormatException($"'{text}' {otherwise}");

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-\d$")]
    private static partial Regex RegionForm();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+)+-\d[a-z]$")]
    private static partial Regex ZoneForm();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,100}$")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z0-9-]+$")]
    private static partial Regex InstanceTypeForm();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)/[A-Za-z0-9+=,.@_/-]+$")]
    private static partial Regex PrincipalForm();

    [GeneratedRegex(@"\A(?=.{1,253}\z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\z")]
    private static partial Regex HostForm();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,49}\z")]
    private static partial Regex TopicForm();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,99}\z")]
    private static partial Regex SlugForm();

    [GeneratedRegex(@"\A(?=.{1,39}\z)[A-Za-z0-9]+(-[A-Za-z0-9]+)*\z")]
    private static partial Regex LoginForm();

    [GeneratedRegex(@"\A[a-z]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex EnvironmentForm();

    [GeneratedRegex(@"\A[^\r\n]{1,255}\z")]
    private static partial Regex StatusCheckForm();
}
