using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A bucket: a name that all of S3 has once, and a policy that speaks of this bucket and does not open it to everybody.</summary>
internal sealed partial class BucketRule : AwsRule
{
    private static readonly string[] Prefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] Suffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("bucketNamespace") is { } space and not "global")
            yield return new CheckFailure("bucketNamespace", $"the lab's S3 has the global namespace only, not '{space}'");
        if (inputs.Text("bucket") is not { } name)
            yield break;
        if (!Name().IsMatch(name) || name.Contains("..", StringComparison.Ordinal) || Address().IsMatch(name)
            || Array.Exists(Prefixes, p => name.StartsWith(p, StringComparison.Ordinal)) || Array.Exists(Suffixes, s => name.EndsWith(s, StringComparison.Ordinal)))
        {
            yield return new CheckFailure("bucket",
                $"InvalidBucketName: The specified bucket is not valid: '{name}' (3 to 63 lower-case letters, digits, dots and hyphens, a letter or digit at both ends, no IP address, no reserved prefix or suffix)");
        }
        if (inputs.Text("policy") is not { Length: > 0 } policy)
            yield break;
        if (PolicyText.ProblemOf(PolicyKind.Bucket, policy) is { } problem)
            yield return new CheckFailure("policy", problem);
        else if (ProblemOf(name, policy) is { } other)
            yield return new CheckFailure("policy", other);
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"BucketAlreadyExists: The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again: {id}";

    // Since April 2023 a new bucket blocks public policies until somebody lets them in.
    private static string? ProblemOf(string bucket, string policy)
    {
        foreach (var statement in PolicyText.Statements(policy))
        {
            if (statement.Resources.FirstOrDefault(r => !OfBucket(r, bucket)) is { } other)
                return $"MalformedPolicy: Policy has invalid resource: {other} is not of the bucket {bucket}";
            if (statement.Actions.FirstOrDefault(a => a != "*" && !a.StartsWith("s3:", StringComparison.Ordinal)) is { } action)
                return $"MalformedPolicy: Policy has invalid action: {action}";
            if (statement.IsAllow && !statement.IsConditional && statement.Principals("AWS").Contains("*"))
                return "AccessDenied: s3:PutBucketPolicy because public policies are blocked by the BlockPublicPolicy block public access setting: a statement allows everybody";
        }
        return null;
    }

    private static bool OfBucket(string resource, string bucket) =>
        resource.Split(':', 6) is ["arn", _, "s3", "", "", var path] && (path == bucket || path.StartsWith(bucket + "/", StringComparison.Ordinal));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[0-9]{1,3}(\.[0-9]{1,3}){3}\z")]
    private static partial Regex Address();
}

/// <summary>A setting of a bucket stands once.</summary>
internal class BucketSettingRule : AwsRule
{
    public override string Taken(string id, PropertyMap inputs) => $"{id} has this setting already, of another resource";
}

/// <summary>Versioning that was on is suspended, never off.</summary>
internal sealed class BucketVersioningRule : BucketSettingRule
{
    public override void AdmitChange(PropertyMap there, PropertyMap inputs)
    {
        if (inputs.Map("versioningConfiguration").Text("status") == "Disabled" && there.Map("versioningConfiguration").Text("status") is not (null or "Disabled"))
            throw new ProviderException("versioningConfiguration.status: versioning cannot be updated from Enabled or Suspended to Disabled; suspend it");
    }
}

/// <summary>Encryption by S3's keys or by a key of KMS.</summary>
internal sealed class BucketEncryptionRule : BucketSettingRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var rules = inputs.Find("rules")?.AsList ?? [];
        if (inputs.Find("rules") is { ContainsUnknowns: false } && rules.Length != 1)
            yield return new CheckFailure("rules", $"MalformedXML: a bucket has one encryption rule, not {rules.Length}");
        if (rules.FirstOrDefault()?.Inside()?.Map("applyServerSideEncryptionByDefault") is { } rule && rule.Has("kmsMasterKeyId") && rule.Text("sseAlgorithm") == "AES256")
            yield return new CheckFailure("rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId", "InvalidArgument: a KMS key goes with sseAlgorithm aws:kms or aws:kms:dsse only");
    }
}

/// <summary>What becomes of old objects.</summary>
internal sealed class BucketLifecycleRule : BucketSettingRule
{
    private static readonly string[] Actions =
        ["abortIncompleteMultipartUpload", "expiration", "noncurrentVersionExpiration", "noncurrentVersionTransitions", "transitions"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var rules = (inputs.Find("rules")?.AsList ?? []).Select(r => r.Inside() ?? PropertyMap.Empty).ToList();
        if (!inputs.Has("rules"))
            yield return new CheckFailure("rules", "MalformedXML: a lifecycle configuration has at least one rule");
        for (var i = 0; i < rules.Count; i++)
        {
            if (!Actions.Any(rules[i].Has))
                yield return new CheckFailure($"rules[{i}]", "InvalidRequest: At least one action needs to be specified in a rule");
            if (rules.FindIndex(r => r.Text("id") is { } id && id == rules[i].Text("id")) is var first && first >= 0 && first < i)
                yield return new CheckFailure($"rules[{i}].id", $"InvalidArgument: Rule ID must be unique. Found same ID for more than one rule: {rules[i].Text("id")}");
            foreach (var early in (rules[i].Find("transitions")?.AsList ?? []).Select(t => t.Inside() ?? PropertyMap.Empty)
                .Where(t => t.Text("storageClass") is "STANDARD_IA" or "ONEZONE_IA" && t.Integer("days") < 30))
                yield return new CheckFailure($"rules[{i}].transitions", $"InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass '{early.Text("storageClass")}'");
            var last = (rules[i].Find("transitions")?.AsList ?? []).Max(t => t.Inside()?.Integer("days"));
            if (rules[i].Map("expiration").Integer("days") <= last)
                yield return new CheckFailure($"rules[{i}].expiration.days", "InvalidArgument: 'Days' in the Expiration action must be greater than 'Days' in the Transition action");
        }
    }
}
