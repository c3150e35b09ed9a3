using System.Collections.Immutable;
using Slipway.Checks.Rules;
using Slipway.Components.Fleet;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Checks;

/// <summary>Verifies the files of fleet repositories offline.</summary>
public static class FleetCheck
{
    /// <summary>Checks YAML files and all YAML files below folders (hidden folders aside), in ordinal order.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="FileNotFoundException">A path does not exist.</exception>
    public static CheckReport Of(IEnumerable<string> paths)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        int files = 0, objects = 0;
        foreach (var file in paths.SelectMany(Files))
        {
            files++;
            foreach (var found in Read(file, findings))
            {
                objects++;
                findings.AddRange(ObjectRules.Check(found));
            }
        }
        return new CheckReport(files, objects, findings.ToImmutable());
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
        return Directory
            .EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint })
            .Where(f => Path.GetExtension(f) is ".yaml" or ".yml")
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<FleetObject> Read(string file, ImmutableArray<Finding>.Builder findings)
    {
        IList<YamlDocument> documents;
        try
        {
            using var reader = File.OpenText(file);
            documents = YamlDocuments.Load(reader);
        }
        catch (YamlException problem)
        {
            findings.Add(new Finding("yaml-syntax", file, problem.Start.Line, problem.Start.Column, problem.Message));
            return [];
        }
        return documents.Select(d => d.RootNode).OfType<YamlMappingNode>().Select(node => new FleetObject(file, node)).ToList();
    }
}
