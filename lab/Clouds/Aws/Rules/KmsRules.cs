using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A KMS key: symmetric, with a policy that its account can change again, and material that never leaves the lab's key store.</summary>
internal sealed class KeyRule : AwsRule
{
    private const int MaxPolicyLength = 32_768;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("policy") is { } policy)
        {
            if (PolicyText.ProblemOf(PolicyKind.Key, policy) is { } problem)
                yield return new CheckFailure("policy", problem);
            if (policy.Length > MaxPolicyLength)
                yield return new CheckFailure("policy", $"LimitExceededException: a key policy has at most {MaxPolicyLength} characters, this one {policy.Length}");
        }
        if (inputs.Has("rotationPeriodInDays") && inputs.Find("enableKeyRotation") is not UnknownValue && !inputs.Flag("enableKeyRotation"))
            yield return new CheckFailure("rotationPeriodInDays", "goes with enableKeyRotation: true only");
        foreach (var missing in new[] { "customKeyStoreId", "xksKeyId" }.Where(inputs.Has))
            yield return new CheckFailure(missing, "the lab's KMS has no custom key stores; leave it out, or run against the real one");
        if (inputs.Flag("multiRegion"))
            yield return new CheckFailure("multiRegion", "the lab's KMS has no multi-Region keys; leave it out, or run against the real one");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs) => AdmitPolicy(scope, inputs);

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs) => AdmitPolicy(scope, inputs);

    public override void Created(AwsCloud cloud, AwsScope scope, AwsObject made) => cloud.Kms.Install(scope, made.Id);

    public override void Deleted(AwsCloud cloud, AwsScope scope, AwsObject gone) => cloud.Kms.Uninstall(scope, gone.Id);

    // KMS looks whether the caller, or the account as a whole, could change the policy again.
    private static void AdmitPolicy(AwsScope scope, PropertyMap inputs)
    {
        if (inputs.Text("policy") is not { } policy || inputs.Flag("bypassPolicyLockoutSafetyCheck"))
            return;
        string[] keepers = ["*", scope.Account, $"arn:{scope.Partition}:iam::{scope.Account}:root", AwsFunctions.CallerArn(scope)];
        if (!PolicyText.Statements(policy).Any(s => s.IsAllow && !s.IsConditional && s.Covers("kms:PutKeyPolicy") && s.Principals("AWS").Any(keepers.Contains)))
        {
            throw new ProviderException(
                "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future: "
                + $"allow kms:* to arn:{scope.Partition}:iam::{scope.Account}:root (policy)");
        }
    }
}

/// <summary>Another name of a key.</summary>
internal sealed class KeyAliasRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (!inputs.Has("name"))
            yield return new CheckFailure("name", "is missing: the lab does not name aliases; give one that begins with alias/");
        if (inputs.Text("name") is not { } name)
            yield break;
        if (!System.Text.RegularExpressions.Regex.IsMatch(name, @"\Aalias/[a-zA-Z0-9/_-]+\z"))
            yield return new CheckFailure("name", $"\"name\" must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]: '{name}'");
        else if (name.StartsWith("alias/aws", StringComparison.Ordinal))
            yield return new CheckFailure("name", $"NotAuthorizedException: names that begin with alias/aws are AWS's own: '{name}'");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs) => RequireKey(cloud, scope, inputs);

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs) => RequireKey(cloud, scope, inputs);

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs) =>
        outputs.With("targetKeyArn", cloud.Kms.Find(scope, outputs.Text("targetKeyId")!)?.Properties.Text("arn") ?? "");

    public override string Taken(string id, PropertyMap inputs) => $"AlreadyExistsException: An alias with the name {id} already exists";

    private static void RequireKey(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        if (cloud.Kms.Find(scope, inputs.Text("targetKeyId")!) is null)
            throw new ProviderException($"targetKeyId: {AwsErrors.NotFound("aws:kms/key:Key", inputs.Text("targetKeyId")!)}");
    }
}
