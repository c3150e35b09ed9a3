using System.Text;

namespace Slipway.Components.Sops;

/// <summary>
/// YAML files sealed by SOPS, in the form of version 3.9: the stock <c>sops</c> and Flux open what this seals, and the other way round.
/// Every method either returns the whole result or throws.
/// </summary>
public static class SopsFile
{
    /// <summary>The first version of SOPS that knows all that is written here (<c>mac_only_encrypted</c>).</summary>
    private const string Version = "3.9.0";

    /// <summary>Seals a file.</summary>
    /// <param name="yaml">One or more documents, each a map. Comments and the order of keys are kept, the layout becomes SOPS's.</param>
    /// <param name="sealing">Keys, rules and recipients. The same ones from a <see cref="SealingKey"/> give the same bytes.</param>
    /// <exception cref="SopsException">The text or the rules are not what SOPS takes, it is sealed already, or there is no recipient.</exception>
    public static string Seal(string yaml, SopsSealing sealing)
    {
        var documents = SopsYamlReader.Read(yaml);
        if (documents.Count == 0)
            throw new SopsException(SopsProblem.Unsupported, "the text has no document; there is nothing to seal");
        if (documents.Any(document => document[SopsMetadataYaml.Key] is not null))
            throw new SopsException(SopsProblem.Unsupported, "the text has a key 'sops' at its root: it is sealed already; open it first");
        Check([.. sealing.Kms.Select(key => key.Arn), .. sealing.Age.Select(recipient => recipient.ToString())]);

        using var mac = new SopsMac(sealing.Rules.MacOnlyEncrypted);
        var encrypts = sealing.Rules.Selection();
        var walk = new SopsWalk((node, path) => Encrypt(node, path, encrypts(path.Keys), sealing, mac));
        var sealedDocuments = documents.Select((document, index) => walk.Map(document, SopsPath.Root(index))).ToList();
        var metadata = SopsMetadataYaml.Write(Metadata(sealing, mac.Text()));
        return SopsYamlWriter.Write([.. sealedDocuments.Select(document => new SopsMap([.. document.Items, new SopsItem(SopsMetadataYaml.Key, metadata)]))]);
    }

    /// <summary>Opens a file: its documents in the clear, after the MAC was found right.</summary>
    /// <param name="text">The sealed file.</param>
    /// <param name="keys">What to open it with.</param>
    /// <exception cref="SopsException">It does not open; <see cref="SopsException.Problem"/> tells why.</exception>
    public static string Open(string text, SopsKeys keys)
    {
        var documents = SopsYamlReader.Read(text);
        var metadata = Metadata(documents);
        return SopsYamlWriter.Write(new SopsOpening(metadata, SopsDataKeys.Unwrap(metadata, keys)).Open(documents));
    }

    /// <summary>
    /// Opens a file and seals it anew: for other recipients, another data key, other rules. Who is taken off the recipients may have kept the
    /// data key, so a removal goes with a new one (a higher generation of <see cref="SealingKey.From"/>).
    /// </summary>
    /// <param name="text">The sealed file.</param>
    /// <param name="keys">What to open it with.</param>
    /// <param name="sealing">How it is sealed from now on; its recipients replace the file's.</param>
    /// <exception cref="SopsException">It does not open, or cannot be sealed so.</exception>
    public static string Reseal(string text, SopsKeys keys, SopsSealing sealing) => Seal(Open(text, keys), sealing);

    /// <summary>What the file says of itself, which needs no key and proves nothing.</summary>
    /// <exception cref="SopsException">It is no SOPS file.</exception>
    public static SopsMetadata ReadMetadata(string text) => Metadata(SopsYamlReader.Read(text));

    private static void Check(IReadOnlyList<string> recipients)
    {
        if (recipients.Count == 0)
            throw new SopsException(SopsProblem.Unsupported, "nobody could open the file: give a KMS key or an age recipient");
        if (recipients.GroupBy(recipient => recipient, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SopsException(SopsProblem.Unsupported, $"the recipient {twice.Key} stands twice; name each once");
    }

    private static SopsMetadata Metadata(IReadOnlyList<SopsMap> documents) => documents.Count == 0
        ? throw new SopsException(SopsProblem.NotSops, "the file is empty: it is no SOPS file")
        : SopsMetadataYaml.Read(documents[0]);

    private static SopsMetadata Metadata(SopsSealing sealing, string mac)
    {
        var time = SopsMetadataYaml.Time(sealing.LastModified);
        var nonce = sealing.Entropy.Draw("nonce of the mac", Encoding.ASCII.GetBytes(time + mac), SopsCipher.NonceLength);
        return new SopsMetadata
        {
            Kms = sealing.Kms,
            Age = [.. sealing.Age.Select(recipient => new SopsAgeKey(recipient, AgeArmor.Encode(AgeFile.Encrypt(sealing.DataKey.Bytes, [recipient], sealing.Entropy))))],
            Rules = sealing.Rules,
            LastModified = time,
            Mac = SopsCipher.Encrypt(sealing.DataKey, nonce, Encoding.ASCII.GetBytes(mac), "str", time),
            Version = Version,
        };
    }

    private static SopsNode Encrypt(SopsNode node, SopsPath path, bool encrypt, SopsSealing sealing, SopsMac mac)
    {
        if (node is SopsScalar value)
            mac.Add(value, encrypt);
        var (bytes, type) = node is SopsComment comment ? (Encoding.UTF8.GetBytes(comment.Text), "comment") : (((SopsScalar)node).Bytes, TypeName(((SopsScalar)node).Type));
        // SOPS leaves what is empty as it is.
        if (!encrypt || bytes.Length == 0)
            return node;
        var nonce = sealing.Entropy.Draw($"nonce of the {type} at {path.Place}", bytes, SopsCipher.NonceLength);
        var text = SopsCipher.Encrypt(sealing.DataKey, nonce, bytes, type, path.AdditionalData);
        return node is SopsComment ? new SopsComment(text) : SopsScalar.Of(text);
    }

    private static string TypeName(SopsType type) => type switch
    {
        SopsType.String => "str",
        SopsType.Integer => "int",
        SopsType.Float => "float",
        SopsType.Boolean => "bool",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a type that is sealed"),
    };
}
