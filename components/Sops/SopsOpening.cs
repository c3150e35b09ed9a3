using System.Security.Cryptography;
using System.Text;

namespace Slipway.Components.Sops;

/// <summary>Decrypts a file's values under its data key and holds them against its MAC.</summary>
internal sealed class SopsOpening(SopsMetadata metadata, DataKey key)
{
    private int _opened;
    private SopsException? _firstProblem;

    /// <exception cref="SopsException">A value, the MAC or the data key is not the one that the file was sealed with.</exception>
    public IReadOnlyList<SopsMap> Open(IReadOnlyList<SopsMap> documents)
    {
        using var mac = new SopsMac(metadata.Rules.MacOnlyEncrypted);
        var encrypts = metadata.Rules.Selection();
        var walk = new SopsWalk((node, path) => Decrypt(node, path, encrypts(path.Keys), mac));
        var opened = documents
            .Select(document => new SopsMap([.. document.Items.Where(item => item.Key != SopsMetadataYaml.Key)]))
            .Select((document, index) => walk.Map(document, SopsPath.Root(index)))
            .ToList();
        Check(mac.Text());
        return opened;
    }

    private void Check(string computed)
    {
        if (metadata.Mac.Length == 0)
            throw new SopsException(SopsProblem.TamperedMac, "the file has no MAC; SOPS always writes one, so it was taken out");
        var mac = SopsCipher.Decrypt(key, metadata.Mac, metadata.LastModified);
        if (mac is null && _opened == 0 && _firstProblem is not null)
            throw new SopsException(SopsProblem.WrongKey, "the data key opens neither a value nor the MAC: the file was sealed with another one");
        if (_firstProblem is not null)
            throw _firstProblem;
        if (mac is null)
            throw new SopsException(SopsProblem.TamperedMac, "the MAC, or lastmodified to which it is bound, was changed");
        if (!CryptographicOperations.FixedTimeEquals(mac.Value.Bytes, Encoding.ASCII.GetBytes(computed)))
            throw new SopsException(SopsProblem.TamperedMac, "the MAC does not fit the values: some were removed, added, changed in the clear or put in another order");
    }

    private SopsNode Decrypt(SopsNode node, SopsPath path, bool encrypted, SopsMac mac)
    {
        if (node is SopsComment comment)
            return encrypted && SopsCipher.Decrypt(key, comment.Text, path.AdditionalData) is ({ } text, "comment") ? new SopsComment(Encoding.UTF8.GetString(text)) : node;
        var value = (SopsScalar)node;
        if (encrypted && value.Bytes.Length > 0)
            value = Decrypt(value, path);
        mac.Add(value, encrypted);
        return value;
    }

    // Goes on after a problem: whether all values fail, or this one alone, tells a wrong key from a changed value.
    private SopsScalar Decrypt(SopsScalar value, SopsPath path)
    {
        if (SopsCipher.Decrypt(key, value.Text, path.AdditionalData) is not ({ } bytes, { } type))
        {
            _firstProblem ??= Tampered(path, "was changed, moved there from elsewhere, or put in the clear");
            return value;
        }
        _opened++;
        // The type is the one part of an encrypted value that GCM does not authenticate, so the value has to fit it.
        if (SopsScalars.Typed(type, bytes) is { } scalar)
            return scalar;
        _firstProblem ??= Tampered(path, $"is of no type '{type}' (str, int, float, bool, bytes)");
        return value;
    }

    private static SopsException Tampered(SopsPath path, string what) => new(SopsProblem.TamperedValue,
        $"the value at '{path.Place}' {what}; restore it from the file's history, or set it anew with `sops edit`");
}
