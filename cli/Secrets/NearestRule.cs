using Slipway.Cli.Project;
using Slipway.Components.Sops;

namespace Slipway.Cli.Secrets;

/// <summary>How the nearest <c>.sops.yaml</c> says that a file is sealed.</summary>
/// <param name="Config">Path of that <c>.sops.yaml</c>; null where there is none above the file.</param>
/// <param name="Rule">Its first rule that fits the file; null where none does.</param>
internal sealed record NearestRule(string? Config, SopsCreationRule? Rule)
{
    private const string Name = ".sops.yaml";

    /// <summary>Looks for it, from the file's folder upwards.</summary>
    /// <exception cref="UsageException">It is not in order.</exception>
    public static NearestRule Of(string path)
    {
        var full = Path.GetFullPath(path);
        for (var folder = Path.GetDirectoryName(full); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var config = Path.Combine(folder, Name);
            if (File.Exists(config))
                return new NearestRule(Path.GetRelativePath(".", config), Read(config, Path.GetRelativePath(folder, full).Replace('\\', '/')));
        }
        return new NearestRule(null, null);
    }

    /// <summary>In what a file is sealed otherwise than the rule says; nothing where it is sealed so, or where there is no <c>.sops.yaml</c>.</summary>
    public IEnumerable<string> Differences(SopsMetadata metadata)
    {
        if (Config is null)
            yield break;
        if (Rule is null)
        {
            yield return $"no rule of {Config} is for this file; add one, or move the file";
            yield break;
        }
        var said = Rule.Kms.Concat(Rule.Age.Select(r => r.ToString())).ToList();
        foreach (var missing in said.Except(metadata.Recipients))
            yield return $"{missing} of {Config} cannot open it; seal it anew for that recipient";
        foreach (var surplus in metadata.Recipients.Concat(metadata.OtherKinds).Except(said))
            yield return $"{surplus} can open it and is not in {Config}; seal it anew without that recipient, or name it there";
        if (metadata.Kms.Any(k => said.Contains(k.Arn) && !Same(k.Context, Rule.KmsContext)))
            yield return $"its data key is bound to another encryption context than {Config} says; seal it anew";
        if (metadata.Rules != Rule.Rules)
            yield return $"it encrypts by other rules than {Config} says (encrypted_regex, mac_only_encrypted and their like); seal it anew";
    }

    private static SopsCreationRule? Read(string config, string path)
    {
        try
        {
            return SopsConfig.RuleFor(SopsConfig.Read(File.ReadAllText(config)), path);
        }
        catch (SopsException problem)
        {
            throw new UsageException($"{config}: {problem.Message}.");
        }
    }

    private static bool Same(IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string>? other) =>
        (one?.Count ?? 0) == (other?.Count ?? 0) && (one ?? new Dictionary<string, string>()).All(e => other!.TryGetValue(e.Key, out var value) && value == e.Value);
}
