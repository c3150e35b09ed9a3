using System.Text.RegularExpressions;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>Instance types go with images of their processor's architecture.</summary>
internal static partial class InstanceTypes
{
    private const string Default = "AL2023_x86_64_STANDARD";

    /// <summary>Whether the type has a Graviton processor: a <c>g</c> right after the generation (<c>m7g</c>, <c>c8gd</c>, <c>g5g</c>), or <c>a1</c>.</summary>
    public static bool IsArm(string instanceType) => Graviton().IsMatch(instanceType);

    /// <summary>What is wrong with the instance types and the image of a node group.</summary>
    public static IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Find("amiType") is UnknownValue)
            yield break;
        var image = inputs.Text("amiType") ?? Default;
        var isArm = image.Contains("ARM_64", StringComparison.Ordinal);
        var types = inputs.Texts("instanceTypes");
        for (var i = 0; i < types.Length; i++)
        {
            if (image != "CUSTOM" && IsArm(types[i]) != isArm)
            {
                yield return new CheckFailure(
                    $"instanceTypes[{i}]",
                    $"InvalidParameterException: [{types[i]}] is not a valid instance type for requested amiType {image}: it has {(isArm ? "an x86" : "a Graviton (arm64)")} processor");
            }
        }
        if (image.StartsWith("AL2_", StringComparison.Ordinal) && KubernetesVersion.Minor(inputs.Text("version")) > 32)
            yield return new CheckFailure("amiType", $"InvalidParameterException: AMI Type {image} is only supported for kubernetes versions 1.32 or earlier");
    }

    [GeneratedRegex(@"\A(?:a1|[a-z]+[0-9]+g[a-z]*)\.")]
    private static partial Regex Graviton();
}
