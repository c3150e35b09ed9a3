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

    public static SopsMap Write(SopsMetadata metadata) => SopsMap.Of(
        ("kms", ListOf(metadata.Kms, key => SopsMap.Of(
            ("arn", SopsScalar.Of(key.Arn)),
            ("context", key.Context is { Count: > 0 } context ? SopsMap.Of(context.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, (SopsNode?)SopsScalar.Of(c.Value)))) : null),
            ("created_at", SopsScalar.Of(metadata.LastModified)),
            ("enc", SopsScalar.Of(key.CiphertextBlob)),
            ("aws_profile", SopsScalar.Of(""))))),
        ("age", ListOf(metadata.Age, key => SopsMap.Of(
            ("recipient", SopsScalar.Of(key.Recipient.ToString())),
            ("enc", SopsScalar.Of(key.Encrypted))))),
        ("lastmodified", SopsScalar.Of(metadata.LastModified)),
        ("mac", SopsScalar.Of(metadata.Mac)),
        ("encrypted_regex", Optional(metadata.Rules.EncryptedRegex)),
        ("unencrypted_regex", Optional(metadata.Rules.UnencryptedRegex)),
        ("encrypted_suffix", Optional(metadata.Rules.EncryptedSuffix)),
        ("unencrypted_suffix", Optional(metadata.Rules.UnencryptedSuffix)),
        ("mac_only_encrypted", metadata.Rules.MacOnlyEncrypted ? new SopsScalar(SopsType.Boolean, "True"u8.ToArray()) : null),
        ("version", SopsScalar.Of(metadata.Version)));

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
        var rules = new SopsRules
        {
            EncryptedRegex = Optional(sops, "encrypted_regex"),
            UnencryptedRegex = Optional(sops, "unencrypted_regex"),
            EncryptedSuffix = Optional(sops, "encrypted_suffix"),
            UnencryptedSuffix = Optional(sops, "unencrypted_suffix"),
            MacOnlyEncrypted = sops["mac_only_encrypted"] is SopsScalar { Type: SopsType.Boolean, Text: "True" },
        };
        var lastModified = Required(sops, "lastmodified", Key);
        if (!DateTimeOffset.TryParse(lastModified, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw new SopsException(SopsProblem.NotSops, $"sops.lastmodified: '{lastModified}' is no time");
        return new SopsMetadata
        {
            Kms = [.. Entries(group, "kms").Select(Kms)],
            Age = [.. Entries(group, "age").Select(Age)],
            OtherKinds = [.. OtherKinds.Where(kind => Entries(group, kind).Any())],
            Rules = rules,
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

    private static SopsKmsKey Kms(SopsMap entry)
    {
        var context = entry["context"] is SopsMap map ? map.Items.Where(item => item.Key is not null).ToDictionary(item => item.Key!, item => Text(item.Value) ?? "") : null;
        return new SopsKmsKey(Required(entry, "arn", "sops.kms"), Required(entry, "enc", "sops.kms"), context);
    }

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

    private static IEnumerable<SopsMap> Entries(SopsMap map, string key) => map[key] is SopsList list ? list.Items.OfType<SopsMap>() : [];

    private static SopsList? ListOf<T>(IReadOnlyList<T> keys, Func<T, SopsMap> entry) => keys.Count == 0 ? null : new SopsList([.. keys.Select(entry)]);

    private static string? Text(SopsNode? node) => node is SopsScalar { Type: SopsType.String } scalar ? scalar.Text : null;

    // SOPS takes an empty text for none.
    private static string? Optional(SopsMap map, string key) => Text(map[key]) is { Length: > 0 } text ? text : null;

    private static SopsScalar? Optional(string? text) => text is null ? null : SopsScalar.Of(text);

    private static string Required(SopsMap map, string key, string place) =>
        Optional(map, key) ?? throw new SopsException(SopsProblem.NotSops, $"{place}.{key} is missing or no text: the file's SOPS metadata is damaged");
}
