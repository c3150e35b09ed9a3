using System.Globalization;

namespace Slipway.Components.Sops;

/// <summary>The <c>sops</c> entry of a file.</summary>
internal static class SopsMetadataYaml
{
    public const string Key = "sops";

    private static readonly string[] OtherKinds = ["pgp", "gcp_kms", "azure_kv", "hc_vault", "hckms"];
    private static readonly string[] LeftOut = ["encrypted_comment_regex", "unencrypted_comment_regex"];

    /// <summary>The form of time in metadata (RFC 3339).</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static SopsMap Write(SopsMetadata metadata) => SopsMap.Of([
        ("kms", ListOf(metadata.Kms, key => SopsMap.Of(
            ("arn", SopsScalar.Of(key.Arn)),
            ("context", Context(key.Context)),
            ("created_at", SopsScalar.Of(metadata.LastModified)),
            ("enc", SopsScalar.Of(key.CiphertextBlob)),
            ("aws_profile", SopsScalar.Of(""))))),
        ("age", ListOf(metadata.Age, key => SopsMap.Of(
            ("recipient", SopsScalar.Of(key.Recipient.ToString())),
            ("enc", SopsScalar.Of(key.Encrypted))))),
        ("lastmodified", SopsScalar.Of(metadata.LastModified)),
        ("mac", SopsScalar.Of(metadata.Mac)),
        .. Rules(metadata.Rules),
        ("version", SopsScalar.Of(metadata.Version))]);

    /// <summary>The entries that metadata and creation rules say rules with.</summary>
    public static IEnumerable<(string Key, SopsNode? Value)> Rules(SopsRules rules) =>
    [
        ("encrypted_regex", Optional(rules.EncryptedRegex)),
        ("unencrypted_regex", Optional(rules.UnencryptedRegex)),
        ("encrypted_suffix", Optional(rules.EncryptedSuffix)),
        ("unencrypted_suffix", Optional(rules.UnencryptedSuffix)),
        ("mac_only_encrypted", rules.MacOnlyEncrypted ? new SopsScalar(SopsType.Boolean, "True"u8.ToArray()) : null),
    ];

    /// <summary>The rules that these entries say.</summary>
    public static SopsRules Rules(SopsMap map) => new()
    {
        EncryptedRegex = Optional(map, "encrypted_regex"),
        UnencryptedRegex = Optional(map, "unencrypted_regex"),
        EncryptedSuffix = Optional(map, "encrypted_suffix"),
        UnencryptedSuffix = Optional(map, "unencrypted_suffix"),
        MacOnlyEncrypted = map["mac_only_encrypted"] is SopsScalar { Type: SopsType.Boolean, Text: "True" },
    };

    /// <exception cref="SopsException">It is not SOPS's, or asks for what is left out.</exception>
    public static SopsMetadata Read(SopsMap document)
    {
        if (document[Key] is not SopsMap sops)
            throw new SopsException(SopsProblem.NotSops, "the file has no map 'sops' with metadata: it is no SOPS file; seal it with `sops encrypt`");
        foreach (var left in LeftOut)
        {
            if (sops[left] is not null)
                throw new SopsException(SopsProblem.Unsupported, $"sops.{left}: values chosen by their comments are left out here; choose them by key or suffix");
        }
        var group = Group(sops);
        var lastModified = Required(sops, "lastmodified", Key);
        if (!DateTimeOffset.TryParse(lastModified, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw new SopsException(SopsProblem.NotSops, $"sops.lastmodified: '{lastModified}' is no time");
        return new SopsMetadata
        {
            Kms = [.. Entries(group, "kms").Select(Kms)],
            Age = [.. Entries(group, "age").Select(Age)],
            OtherKinds = [.. OtherKinds.Where(kind => Entries(group, kind).Any())],
            Rules = Rules(sops),
            LastModified = lastModified,
            Mac = Optional(sops, "mac") ?? "",
            Version = Required(sops, "version", Key),
        };
    }

    private static SopsMap Group(SopsMap sops)
    {
        var threshold = sops["shamir_threshold"] is SopsScalar { Type: SopsType.Integer } number ? number.Text : "0";
        var groups = Entries(sops, "key_groups").ToList();
        if (threshold is not ("0" or "1") || groups.Count > 1)
        {
            throw new SopsException(SopsProblem.Unsupported,
                $"the data key is split over {groups.Count} key groups (shamir_threshold {threshold}); Shamir's sharing is left out here: seal the file to one group");
        }
        return groups is [{ } group] && !((string[])["kms", "age", .. OtherKinds]).Any(kind => Entries(sops, kind).Any()) ? group : sops;
    }

    /// <summary>An encryption context as KMS keys have it; null where it has no pair.</summary>
    public static SopsMap? Context(IReadOnlyDictionary<string, string>? context) => context is { Count: > 0 }
        ? SopsMap.Of(context.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, (SopsNode?)SopsScalar.Of(pair.Value))))
        : null;

    /// <summary>The encryption context of a KMS key; null where it has none.</summary>
    public static IReadOnlyDictionary<string, string>? Context(SopsMap key) => key["context"] is SopsMap map
        ? map.Items.Where(item => item.Key is not null).ToDictionary(item => item.Key!, item => Text(item.Value) ?? "")
        : null;

    private static SopsKmsKey Kms(SopsMap entry) => new(Required(entry, "arn", "sops.kms"), Required(entry, "enc", "sops.kms"), Context(entry));

    private static SopsAgeKey Age(SopsMap entry)
    {
        var recipient = Required(entry, "recipient", "sops.age");
        try
        {
            return new SopsAgeKey(AgeRecipient.Parse(recipient), Required(entry, "enc", "sops.age"));
        }
        catch (FormatException problem)
        {
            throw new SopsException(SopsProblem.Unsupported, $"sops.age: {problem.Message}; other kinds of recipients (plugins, SSH keys) are left out here", problem);
        }
    }

    /// <summary>The maps in a list; none where there is no list.</summary>
    public static IEnumerable<SopsMap> Entries(SopsMap map, string key) => map[key] is SopsList list ? list.Items.OfType<SopsMap>() : [];

    private static SopsList? ListOf<T>(IReadOnlyList<T> keys, Func<T, SopsMap> entry) => keys.Count == 0 ? null : new SopsList([.. keys.Select(entry)]);

    /// <summary>A node's text; null where it is no text.</summary>
    public static string? Text(SopsNode? node) => node is SopsScalar { Type: SopsType.String } scalar ? scalar.Text : null;

    /// <summary>The text under a key; SOPS takes an empty one for none, and so it is null here.</summary>
    public static string? Optional(SopsMap map, string key) => Text(map[key]) is { Length: > 0 } text ? text : null;

    private static SopsScalar? Optional(string? text) => text is null ? null : SopsScalar.Of(text);

    private static string Required(SopsMap map, string key, string place) =>
        Optional(map, key) ?? throw new SopsException(SopsProblem.NotSops, $"{place}.{key} is missing or no text: the file's SOPS metadata is damaged");
}
