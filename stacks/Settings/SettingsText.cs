using System.Text.RegularExpressions;
using Slipway.Components.Flux;

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

    public static string HostedZone(string text) => Matching(text, HostedZoneForm(), "is no id of a Route 53 zone; write it like Z0123456789ABCDEFGHIJ");

    public static string PoolName(string text) => Matching(text, PoolNameForm(), "is no name of a pool; lower-case letters, digits and hyphens, at most 30, a letter first");

    public static string LabelKey(string text) =>
        Matching(text, LabelKeyForm(), "is no key of a label; letters, digits, '-', '_' and '.', at most 63, after a domain and '/' if it has one");

    public static string LabelValue(string text) => Matching(text, LabelValueForm(), "is no value of a label; letters, digits, '-', '_' and '.', at most 63");

    public static string DnsLabel(string text) => Matching(text, DnsLabelForm(), "is no name in Kubernetes; lower-case letters, digits and hyphens, at most 63");

    public static string Variable(string text) => Matching(text, VariableForm(), "is no name of a variable in manifests; letters, digits and underscores, a letter or an underscore first");

    public static string SecretEntry(string text) => Matching(text, SecretEntryForm(), "is no entry of a Secret; letters, digits, '-', '_' and '.', at most 253");

    public static string FluxController(string text) => FluxComponents.All.Contains(text)
        ? text
        : throw new FormatException($"is no controller of Flux; they are {string.Join(", ", FluxComponents.All)}");

    public static string Cpu(string text) => Matching(text, CpuForm(), "is no amount of CPU; write it like 2 or 1500m");

    public static string Memory(string text) => Matching(text, MemoryForm(), "is no amount of memory; write it like 512Mi or 1Gi");

    /// <summary>A value of an enum in Kubernetes' own spelling, which begins with a capital.</summary>
    public static T OwnSpelling<T>(string text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text)
        ? Enum.Parse<T>(text)
        : throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}");

    public static string AppName(string text) => Matching(text, AppNameForm(), "is no name of an app; lower-case letters, digits and hyphens, at most 40, a letter first");

    public static string IdentityProviderArn(string text) => Matching(
        text, IdentityProviderForm(), "is no ARN of GitHub's identity provider; write it like arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com");

    public static string Branch(string text) => Matching(text, BranchForm(), "is no name of a branch; write it like main, without refs/heads/");

    /// <summary>Owner and name of a GitHub repository.</summary>
    public static (string Owner, string Name) Repository(string text) => text.Split('/') is [var owner, var name] && NameForm().IsMatch(owner) && NameForm().IsMatch(name)
        ? (owner, name)
        : throw new FormatException($"'{text}' is no GitHub repository; write it like acme/shop");

    public static string Addon(string text) => Infra.Clusters.Addon.All.Any(a => a.Name == text)
        ? text
        : throw new FormatException($"is no add-on of the cluster; they are {string.Join(", ", Infra.Clusters.Addon.All.Select(a => a.Name))}");

    public static string AddonVersion(string text) => Matching(text, AddonVersionForm(), "is no version of an add-on; write it like v1.23.2-eksbuild.1");

    public static string TagKey(string text)
    {
        if (text is "project" or "environment" or "managed-by" or "Name")
            throw new FormatException("is a tag that Slipway sets itself; choose another name");
        return Matching(text, TagKeyForm(), "is no key of a tag; letters, digits, spaces and + - = . _ : / @, at most 128, and not 'aws:' first");
    }

    public static string TagValue(string text) => Matching(text, TagValueForm(), "is no value of a tag; letters, digits, spaces and + - = . _ : / @, at most 256");

    public static string FluxVersion(string text) => Version(text).StartsWith("2.9.", StringComparison.Ordinal)
        ? text
        : throw new FormatException($"'{text}' is not of the Flux 2.9 series, whose manifests this fleet writes; use 2.9.z");

    public static string KubernetesVersion(string text) => ClusterSettings.SupportedVersions.Contains(text)
        ? text
        : throw new FormatException($"'{text}' is not supported; EKS and Flux 2.9 both support {string.Join(", ", ClusterSettings.SupportedVersions)}");

    /// <summary>How a value of an enum is written.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => Camel(value.ToString());

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

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex DnsLabelForm();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex VariableForm();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,253}\z")]
    private static partial Regex SecretEntryForm();

    [GeneratedRegex(@"\A([1-9][0-9]{0,3}|[1-9][0-9]{0,6}m)\z")]
    private static partial Regex CpuForm();

    [GeneratedRegex(@"\A[1-9][0-9]{0,5}(Mi|Gi)\z")]
    private static partial Regex MemoryForm();

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

    [GeneratedRegex(@"^Z[A-Z0-9]{4,31}$")]
    private static partial Regex HostedZoneForm();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,29}$")]
    private static partial Regex PoolNameForm();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex LabelKeyForm();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$")]
    private static partial Regex LabelValueForm();

    [GeneratedRegex(@"^v\d+\.\d+\.\d+-eksbuild\.\d+$")]
    private static partial Regex AddonVersionForm();

    [GeneratedRegex(@"^(?!aws:)[\p{L}\p{N} +\-=._:/@]{1,128}$", RegexOptions.IgnoreCase)]
    private static partial Regex TagKeyForm();

    [GeneratedRegex(@"^[\p{L}\p{N} +\-=._:/@]{1,256}$")]
    private static partial Regex TagValueForm();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex AppNameForm();

    [GeneratedRegex(@"^arn:aws(-[a-z]+)*:iam::\d{12}:oidc-provider/token\.actions\.githubusercontent\.com$")]
    private static partial Regex IdentityProviderForm();

    [GeneratedRegex(@"^(?!refs/)[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$")]
    private static partial Regex BranchForm();
}
