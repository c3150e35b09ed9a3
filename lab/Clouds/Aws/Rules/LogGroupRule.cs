using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A log group: kept for one of the times that CloudWatch offers, encrypted by a key whose policy lets CloudWatch use it.</summary>
internal sealed class LogGroupRule : AwsRule
{
    private static readonly int[] Days =
        [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Integer("retentionInDays") is { } days && !Days.Contains(days))
            yield return new CheckFailure("retentionInDays", $"expected retention_in_days to be one of [{string.Join(' ', Days)}], got {days}");
        if (inputs.Text("name") is { } name && name.StartsWith("aws/", StringComparison.Ordinal))
            yield return new CheckFailure("name", "InvalidParameterException: Log groups starting with aws/ are reserved for AWS; /aws/… is another name");
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs) => AdmitKey(cloud, scope, inputs);

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs) => AdmitKey(cloud, scope, inputs);

    public override void AdmitDeletion(AwsCloud cloud, AwsScope scope, AwsObject there)
    {
        if (there.Properties.Flag("deletionProtectionEnabled"))
            throw new ProviderException($"OperationAbortedException: Log group {there.Id} has deletion protection enabled; set deletionProtectionEnabled to false first");
    }

    public override string Taken(string id, PropertyMap inputs) => $"ResourceAlreadyExistsException: The specified log group already exists: {id}";

    private static void AdmitKey(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        var service = $"logs.{scope.Region}.amazonaws.com";
        if (inputs.Text("kmsKeyId") is { } arn && cloud.Kms.Find(scope, arn) is { } key
            && !PolicyText.Allows(key.Properties.Text("policy") ?? "", service, "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"))
        {
            throw new ProviderException(
                $"AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn "
                + $"'arn:{scope.Partition}:logs:{scope.Region}:{scope.Account}:log-group:{inputs.Text("name")}': the policy of {arn} must let {service} use it");
        }
    }
}
