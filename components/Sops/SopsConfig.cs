namespace Slipway.Components.Sops;

/// <summary>The file <c>.sops.yaml</c>, by which <c>sops</c> knows for whom to encrypt.</summary>
public static class SopsConfig
{
    private static readonly string[] RuleKeys =
        ["path_regex", "key_groups", "kms", "age", "encrypted_regex", "unencrypted_regex", "encrypted_suffix", "unencrypted_suffix", "mac_only_encrypted"];

    private static readonly string[] GroupKeys = ["kms", "age"];

    /// <summary>The file's text: the recipients of a rule are one key group, so that each stands on a line of its own.</summary>
    /// <param name="rules">Tried in this order by <c>sops</c>; the first that fits counts.</param>
    /// <param name="comment">The comment at its head; none by default.</param>
    /// <exception cref="SopsException">A rule has no recipient, or its selection of values is none.</exception>
    public static string Render(IEnumerable<SopsCreationRule> rules, string? comment = null)
    {
        var document = SopsMap.Of(("creation_rules", new SopsList([.. rules.Select(Rule)])));
        return (comment is null ? "" : $"# {comment}\n") + SopsYamlWriter.Write([document]);
    }

    /// <summary>The rules of a file, in its order.</summary>
    /// <exception cref="SopsException">It is no YAML, has no rules, or one that is not made of what <see cref="SopsCreationRule"/> knows.</exception>
    public static IReadOnlyList<SopsCreationRule> Read(string text)
    {
        if (SopsYamlReader.Read(text) is not [var document] || document["creation_rules"] is not SopsList list)
            throw new SopsException(SopsProblem.NotSops, "the file has no list 'creation_rules': it is no .sops.yaml");
        return [.. list.Items.Where(item => item is not SopsComment).Select((item, index) => Rule(item as SopsMap, $"creation_rules[{index}]"))];
    }

    /// <summary>The rule that <c>sops</c> takes for a file: the first that fits; null where none does.</summary>
    /// <param name="rules">The rules, in the order of the file.</param>
    /// <param name="path">Path of the file from the folder of <c>.sops.yaml</c>, with forward slashes.</param>
    /// <exception cref="SopsException">The expression of a rule is none.</exception>
    public static SopsCreationRule? RuleFor(IEnumerable<SopsCreationRule> rules, string path) =>
        rules.FirstOrDefault(rule => SopsRules.Compile(rule.PathRegex).IsMatch(path));

    private static SopsMap Rule(SopsCreationRule rule)
    {
        if (rule.Kms.Count + rule.Age.Count == 0)
            throw new SopsException(SopsProblem.Unsupported, $"the creation rule for '{rule.PathRegex}' has no recipient; give a KMS key or an age recipient");
        _ = rule.Rules.Selection();
        var group = SopsMap.Of(
            ("kms", ListOf(rule.Kms.Select(arn => SopsMap.Of(("arn", SopsScalar.Of(arn)), ("context", SopsMetadataYaml.Context(rule.KmsContext)))))),
            ("age", ListOf(rule.Age.Select(recipient => SopsScalar.Of(recipient.ToString())))));
        return SopsMap.Of([
            ("path_regex", SopsScalar.Of(rule.PathRegex)),
            .. SopsMetadataYaml.Rules(rule.Rules),
            ("key_groups", new SopsList([group]))]);
    }

    private static SopsCreationRule Rule(SopsMap? rule, string place)
    {
        if (rule is null)
            throw new SopsException(SopsProblem.NotSops, $"{place} is no map");
        _ = Known(rule, RuleKeys, place);
        var groups = SopsMetadataYaml.Entries(rule, "key_groups").ToList();
        if (groups.Count > 1)
            throw new SopsException(SopsProblem.Unsupported, $"{place}.key_groups has {groups.Count} groups; Shamir's sharing is left out here: use one group");
        var keys = groups is [{ } group] ? Known(group, GroupKeys, $"{place}.key_groups[0]") : rule;
        return new SopsCreationRule
        {
            PathRegex = SopsMetadataYaml.Optional(rule, "path_regex") ?? "",
            Kms = [.. Names(keys, "kms", "arn")],
            KmsContext = SopsMetadataYaml.Entries(keys, "kms").Select(SopsMetadataYaml.Context).FirstOrDefault(context => context is not null),
            Age = [.. Names(keys, "age", "recipient").Select(name => Recipient(name, place))],
            Rules = SopsMetadataYaml.Rules(rule),
        };
    }

    // A recipient of a kind that is not known here would be lost in silence.
    private static SopsMap Known(SopsMap map, string[] keys, string place) => map.Items.FirstOrDefault(item => item.Key is not null && !keys.Contains(item.Key)) is { } unknown
        ? throw new SopsException(SopsProblem.Unsupported, $"{place}.{unknown.Key} is not known here; it may have {string.Join(", ", keys)}")
        : map;

    // sops takes one text with commas between, a list of texts, and in groups a list of maps.
    private static IEnumerable<string> Names(SopsMap keys, string kind, string name) => keys[kind] switch
    {
        SopsScalar { Type: SopsType.String } text => text.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        SopsList list => list.Items.Where(item => item is not SopsComment)
            .Select(item => item is SopsMap map ? SopsMetadataYaml.Optional(map, name) : SopsMetadataYaml.Text(item)).OfType<string>(),
        _ => [],
    };

    private static AgeRecipient Recipient(string text, string place)
    {
        try
        {
            return AgeRecipient.Parse(text);
        }
        catch (FormatException problem)
        {
            throw new SopsException(SopsProblem.Unsupported, $"{place}.age: {problem.Message}", problem);
        }
    }

    private static SopsList? ListOf(IEnumerable<SopsNode> items) => items.ToList() is { Count: > 0 } list ? new SopsList(list) : null;
}
