namespace Slipway.Components.Sops;

/// <summary>Gets a file's data key with one of the keys at hand.</summary>
internal static class SopsDataKeys
{
    /// <exception cref="SopsException">None of them gives it.</exception>
    public static DataKey Unwrap(SopsMetadata metadata, SopsKeys keys)
    {
        var problems = new List<SopsException>();
        foreach (var entry in metadata.Age)
        {
            if (keys.Identities.FirstOrDefault(identity => identity.Recipient == entry.Recipient) is not { } identity)
                continue;
            try
            {
                return Checked(AgeFile.Decrypt(entry.Encrypted, [identity]), entry.Recipient.ToString());
            }
            catch (AgeException problem)
            {
                problems.Add(new SopsException(SopsProblem.TamperedKey,
                    $"the data key for {entry.Recipient} was changed, or encrypted to someone else: {problem.Message}", problem));
            }
            catch (SopsException problem)
            {
                problems.Add(problem);
            }
        }
        foreach (var entry in keys.Kms is null ? [] : metadata.Kms)
        {
            if (keys.Kms!(entry) is not { } plaintext)
                continue;
            try
            {
                return Checked(plaintext, entry.Arn);
            }
            catch (SopsException problem)
            {
                problems.Add(problem);
            }
        }
        throw problems.FirstOrDefault() ?? Unknown(metadata, keys);
    }

    private static DataKey Checked(byte[] bytes, string recipient) => bytes.Length == DataKey.Length
        ? new DataKey(bytes)
        : throw new SopsException(SopsProblem.WrongKey, $"the data key for {recipient} has {bytes.Length} bytes; AES-256 needs {DataKey.Length}");

    private static SopsException Unknown(SopsMetadata metadata, SopsKeys keys)
    {
        var have = keys.Identities.Select(identity => identity.Recipient.ToString()).Concat(keys.Kms is null ? [] : ["KMS"]);
        return new SopsException(SopsProblem.UnknownRecipient,
            $"none of the keys at hand ({List(have)}) opens the file; it is for {List(metadata.Recipients.Concat(metadata.OtherKinds))}");
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
