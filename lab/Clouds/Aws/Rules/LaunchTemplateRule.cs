using System.Buffers.Text;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A launch template: every change is a new version; volumes have sizes and speeds that their type offers.</summary>
internal sealed class LaunchTemplateRule : AwsRule
{
    private const string Token = "aws:ec2/launchTemplate:LaunchTemplate";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("userData") is { } data && !Base64.IsValid(data))
            yield return new CheckFailure("userData", "InvalidUserData.Malformed: Invalid BASE64 encoding of user data.");
        if (inputs.Has("defaultVersion") && inputs.Has("updateDefaultVersion"))
            yield return new CheckFailure("defaultVersion", "conflicts with updateDefaultVersion; give one of them");
        var mappings = inputs.Find("blockDeviceMappings")?.AsList ?? [];
        for (var i = 0; i < mappings.Length; i++)
        {
            foreach (var (name, problem) in ProblemsOf(mappings[i].Inside()?.Map("ebs") ?? PropertyMap.Empty))
                yield return new CheckFailure($"blockDeviceMappings[{i}].ebs.{name}", problem);
        }
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
        foreach (var reference in (inputs.Find("blockDeviceMappings")?.AsList ?? []).Select(m => m.Inside()!.Map("ebs").Text("kmsKeyId")).OfType<string>())
        {
            if (cloud.Kms.Find(scope, reference) is null)
                throw new ProviderException($"blockDeviceMappings: InvalidKmsKey.NotFound: {AwsErrors.NotFound("aws:kms/key:Key", reference)}");
        }
    }

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs)
    {
        Admit(cloud, scope, inputs);
        if (inputs.Integer("defaultVersion") is { } version && (version < 1 || version > there.Properties.Integer("latestVersion") + 1))
            throw new ProviderException($"InvalidLaunchTemplateId.VersionNotFound: Could not find the specified version {version} for the launch template with ID {there.Id}.");
    }

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs)
    {
        if (cloud.Find(scope, Token, id)?.Properties is not { } there)
            return outputs;
        // Tags are the template's, and whether versions become the default is the provider's: neither makes a version.
        string[] outside = ["tags", "tagsAll", "latestVersion", "defaultVersion", "updateDefaultVersion"];
        var isNew = !Equals(Without(there, outside), Without(outputs, outside));
        var latest = (there.Integer("latestVersion") ?? 1) + (isNew ? 1 : 0);
        var version = outputs.Flag("updateDefaultVersion") ? latest : outputs.Integer("defaultVersion") ?? there.Integer("defaultVersion") ?? 1;
        return outputs.With("latestVersion", latest).With("defaultVersion", version);
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use: {inputs.Text("name")}";

    public override string InUse(string id, string users) => $"DependencyViolation: the launch template {id} is in use: {users}";

    private static PropertyMap Without(PropertyMap map, IEnumerable<string> names) => names.Aggregate(map.Bare(), (m, name) => m.Without(name));

    private static IEnumerable<(string Name, string Problem)> ProblemsOf(PropertyMap ebs)
    {
        var type = ebs.Text("volumeType") ?? "gp2";
        var (least, most) = type switch { "gp3" => (1, 65536), "gp2" => (1, 16384), "io1" => (4, 16384), "io2" => (4, 65536), "standard" => (1, 1024), _ => (125, 16384) };
        if (ebs.Integer("volumeSize") is { } size && (size < least || size > most))
            yield return ("volumeSize", $"InvalidParameterValue: Volume of {size}GiB is {(size < least ? "smaller than the minimum" : "larger than the maximum")} for {type}: {least} to {most} GiB");
        if (ebs.Integer("iops") is { } iops && (type is not ("gp3" or "io1" or "io2") || iops < (type == "gp3" ? 3000 : 100) || iops > (type == "gp3" ? 80_000 : type == "io1" ? 64_000 : 256_000)))
            yield return ("iops", $"InvalidParameterCombination: iops of {iops} do not go with volume type {type}");
        if (ebs.Integer("throughput") is { } throughput && (type != "gp3" || throughput is < 125 or > 2000))
            yield return ("throughput", $"InvalidParameterCombination: throughput of {throughput} MiB/s does not go with volume type {type}");
        if (ebs.Has("kmsKeyId") && ebs.Find("encrypted") is not UnknownValue && ebs.Text("encrypted") != "true")
            yield return ("kmsKeyId", "InvalidParameterDependency: The parameter KmsKeyId requires the parameter Encrypted to be set.");
    }
}
