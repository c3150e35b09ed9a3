using System.Text.Json;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A repository of images.</summary>
internal sealed class ImageRepositoryRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var encryptions = inputs.Find("encryptionConfigurations")?.AsList ?? [];
        if (encryptions.Length > 1)
            yield return new CheckFailure("encryptionConfigurations", "a repository has one encryption");
        if (encryptions.FirstOrDefault()?.Inside() is { } encryption && encryption.Has("kmsKey") && encryption.Text("encryptionType") is null or "AES256")
            yield return new CheckFailure("encryptionConfigurations[0].kmsKey", "InvalidParameterException: a KMS key goes with encryptionType KMS or KMS_DSSE only");
        var mutability = inputs.Text("imageTagMutability") ?? "MUTABLE";
        if (inputs.Has("imageTagMutabilityExclusionFilters") != mutability.EndsWith("_WITH_EXCLUSION", StringComparison.Ordinal) && inputs.Find("imageTagMutability") is not UnknownValue)
            yield return new CheckFailure("imageTagMutabilityExclusionFilters", $"InvalidParameterException: exclusion filters go with imageTagMutability *_WITH_EXCLUSION, not {mutability}");
    }

    public override string Taken(string id, PropertyMap inputs) => $"RepositoryAlreadyExistsException: The repository with name '{id}' already exists in the registry";
}

/// <summary>What becomes of old images.</summary>
internal sealed class ImageLifecycleRule : AwsRule
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("policy") is { } policy && ProblemOf(policy) is { } problem)
            yield return new CheckFailure("policy", $"InvalidParameterException: Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: {problem}'");
    }

    public override string Taken(string id, PropertyMap inputs) => $"{id} has a lifecycle policy already, of another resource";

    private static string? ProblemOf(string policy)
    {
        using var document = Parse(policy);
        if (document is null)
            return null;
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("rules", out var rules) || rules.ValueKind != JsonValueKind.Array || rules.GetArrayLength() == 0)
            return "it has no rules";
        var priorities = new HashSet<int>();
        foreach (var rule in rules.EnumerateArray())
        {
            if (!rule.TryGetProperty("rulePriority", out var at) || !at.TryGetInt32(out var priority) || priority < 1)
                return "every rule has a rulePriority of 1 or more";
            if (!priorities.Add(priority))
                return $"rulePriority {priority} is used twice";
            if (ProblemOf(rule) is { } problem)
                return $"{problem} (rulePriority {priority})";
        }
        return null;
    }

    private static string? ProblemOf(JsonElement rule)
    {
        if (!rule.TryGetProperty("action", out var action) || !action.TryGetProperty("type", out var type) || type.ToString() is not ("expire" or "transition"))
            return "action.type is expire or transition";
        if (!rule.TryGetProperty("selection", out var selection) || selection.ValueKind != JsonValueKind.Object)
            return "selection is missing";
        var status = Text(selection, "tagStatus");
        if (status is not ("tagged" or "untagged" or "any"))
            return "selection.tagStatus is tagged, untagged or any";
        var hasTags = selection.TryGetProperty("tagPrefixList", out _) || selection.TryGetProperty("tagPatternList", out _);
        if (hasTags != (status == "tagged"))
            return "selection.tagPrefixList or tagPatternList goes with tagStatus tagged, and only with it";
        var count = Text(selection, "countType");
        if (count is not ("imageCountMoreThan" or "sinceImagePushed" or "sinceImagePulled" or "sinceImageTransitioned"))
            return "selection.countType is imageCountMoreThan, sinceImagePushed, sinceImagePulled or sinceImageTransitioned";
        if (selection.TryGetProperty("countUnit", out _) != (count != "imageCountMoreThan"))
            return "selection.countUnit goes with a countType in days, and only with it";
        return !selection.TryGetProperty("countNumber", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var n) || n < 1
            ? "selection.countNumber is 1 or more"
            : null;
    }

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
