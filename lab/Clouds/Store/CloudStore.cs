using System.Text.Json;
using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;
using Slipway.Processes;

namespace Slipway.Lab.Clouds.Store;

/// <summary>
/// The clouds' memory: a folder tree with one JSON file per object, for anyone to look at. Several processes may share it: a file
/// appears and changes as a whole, and of two that create the same object one succeeds. What is marked secret is encrypted at rest.
/// Keys are relative paths without the extension, made by <see cref="SafeName.Path"/>.
/// </summary>
internal sealed class CloudStore(string root, IValueCipher cipher)
{
    private const string Extension = ".json";
    private const string TemporaryFolder = ".temporary";

    /// <summary>A file is written within milliseconds: what is older was left by a run that was killed.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    private readonly Lazy<bool> _swept = new(() => Leftovers.Sweep(Path.Combine(root, TemporaryFolder), "*", Abandoned));

    /// <summary>The folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>Creates an object; false when there is one already.</summary>
    public bool TryCreate(string key, PropertyMap value)
    {
        var target = FileOf(key);
        if (File.Exists(target))
            return false;
        return PrivateFile.TryPublish(WriteTemporary(target, value), target);
    }

    /// <summary>Creates or replaces an object.</summary>
    public void Write(string key, PropertyMap value)
    {
        var target = FileOf(key);
        File.Move(WriteTemporary(target, value), target, overwrite: true);
    }

    /// <summary>Gives an object a further name, whatever had it before: its file as it is now, which later changes of the object leave as it is.</summary>
    public void Link(string key, string of)
    {
        var (target, source) = (FileOf(key), FileOf(of));
        PrivateFile.EnsureDirectoryOf(target);
        CloudJournal.Current?.Linking(target, source);
        if (PrivateFile.TryLink(source, target))
            return;
        File.Delete(target);
        PrivateFile.TryLink(source, target);
    }

    /// <summary>The object, or null when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or written under another key.</exception>
    public PropertyMap? Read(string key) => ReadFile(FileOf(key));

    /// <summary>Whether there is such an object.</summary>
    public bool Exists(string key) => File.Exists(FileOf(key));

    /// <summary>Deletes an object; false when there was none.</summary>
    public bool Delete(string key)
    {
        var file = FileOf(key);
        if (!File.Exists(file))
            return false;
        CloudJournal.Current?.Changing(file, null, null);
        File.Delete(file);
        return true;
    }

    /// <summary>Deletes a folder with everything in it.</summary>
    public void DeleteFolder(string key)
    {
        var folder = FolderOf(key);
        if (!Directory.Exists(folder))
            return;
        if (CloudJournal.Current is { } operation)
            operation.Removing(folder);
        else
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>The objects directly in a folder, or also in the folders below, in the order of their names.</summary>
    public IEnumerable<PropertyMap> List(string key, bool recursive = false)
    {
        foreach (var child in Keys(key, recursive))
        {
            if (Read(child) is { } value)
                yield return value;
        }
    }

    /// <summary>The keys of the objects directly in a folder, or also in the folders below, in the order of their names.</summary>
    public IEnumerable<string> Keys(string key, bool recursive = false)
    {
        var folder = FolderOf(key);
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*" + Extension, recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Select(file => Path.GetRelativePath(Root, file)[..^Extension.Length].Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The names of the folders directly in a folder, in order.</summary>
    public IEnumerable<string> Folders(string key)
    {
        var folder = FolderOf(key);
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>A path for a file or folder that is prepared before it gets its place; what killed runs left there is swept.</summary>
    public string TemporaryPath()
    {
        var folder = Path.Combine(Root, TemporaryFolder);
        PrivateFile.EnsureDirectory(folder);
        _ = _swept.Value;
        return Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
    }

    /// <summary>The folder on disk that belongs to a key.</summary>
    public string FolderOf(string key) => Path.Combine(Root, key);

    private string FileOf(string key) => Path.Combine(Root, key + Extension);

    private PropertyMap? ReadFile(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return PropertyJson.ReadMap(document.RootElement, cipher);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or System.Security.Cryptography.CryptographicException)
        {
            throw new InvalidDataException(
                $"{file} cannot be read: it is damaged or belongs to a home with another key ({e.GetType().Name}). "
                + "Restore it, or remove it to make the lab forget the object.");
        }
    }

    private string WriteTemporary(string target, PropertyMap value)
    {
        PrivateFile.EnsureDirectoryOf(target);
        var temporary = TemporaryPath();
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Indented))
            PropertyJson.Write(writer, value, cipher);
        text.Write("\n"u8);
        var content = text.ToArray();
        CloudJournal.Current?.Changing(target, content, temporary);
        using var stream = PrivateFile.OpenNew(temporary);
        stream.Write(content);
        return temporary;
    }
}
