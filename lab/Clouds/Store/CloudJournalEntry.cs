using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Slipway.Lab.Clouds.Store;

/// <summary>A line of a <see cref="CloudJournal"/>; paths are relative to the clouds' folder.</summary>
internal sealed record CloudJournalEntry
{
    /// <summary>Number of the operation in its log.</summary>
    public required int Operation { get; init; }

    /// <summary>The file that changes, or the folder that goes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>What the file held; null when there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Was { get; init; }

    /// <summary>Checksum of what the file will hold; null when it goes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Becomes { get; init; }

    /// <summary>Where its new content is prepared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Temporary { get; init; }

    /// <summary>A folder that is made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Made { get; init; }

    /// <summary>Where the folder that goes is until the operation is done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trash { get; init; }

    /// <summary>True when the operation is over.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Ended { get; init; }

    /// <summary>The creation that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    /// <summary>Id of what was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>Its outputs as JSON, secrets encrypted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outputs { get; init; }

    /// <summary>The checksum of a file's content.</summary>
    public static string SumOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    /// <summary>Deletes a folder that may be gone.</summary>
    public static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Takes the change back, unless somebody else has changed the file since.</summary>
    public void Undo(string root)
    {
        if (Made is not null)
            DeleteFolder(Path.Combine(root, Made));
        if (File is null)
            return;
        var target = Path.Combine(root, File);
        if (Trash is not null)
        {
            if (Directory.Exists(Path.Combine(root, Trash)) && !Directory.Exists(target))
                Directory.Move(Path.Combine(root, Trash), target);
            return;
        }
        if (Temporary is not null)
            System.IO.File.Delete(Path.Combine(root, Temporary));
        var now = System.IO.File.Exists(target) ? SumOf(System.IO.File.ReadAllBytes(target)) : null;
        if (now != Becomes)
            return;
        if (Was is null)
        {
            System.IO.File.Delete(target);
            return;
        }
        var back = target + ".back";
        using (var stream = Slipway.Lab.Engine.State.PrivateFile.OpenNew(back))
            stream.Write(Was);
        System.IO.File.Move(back, target, overwrite: true);
    }
}
