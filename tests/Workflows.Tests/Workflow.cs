using Slipway.Components.Fleet;
using Slipway.Fleet.Tests;
using YamlDotNet.RepresentationModel;

namespace Slipway.Workflows.Tests;

/// <summary>A workflow as it is written.</summary>
internal sealed record Workflow(YamlNode Root)
{
    /// <summary>Its jobs.</summary>
    public IReadOnlyList<WorkflowJob> Jobs =>
        Root.Child("jobs") is YamlMappingNode jobs ? [.. jobs.Children.Select(j => new WorkflowJob(j.Key.ToString(), j.Value))] : [];

    /// <summary>One of its jobs.</summary>
    public YamlNode Job(string name) => Jobs.Single(j => j.Name == name).Node;

    /// <summary>Reads one.</summary>
    /// <param name="file">Its path from the repository's root.</param>
    public static Workflow Read(string file)
    {
        using var text = new StreamReader(RepositoryFiles.At(file));
        return new(YamlDocuments.Load(text).Single().RootNode);
    }
}

/// <summary>A job of a workflow.</summary>
internal sealed record WorkflowJob(string Name, YamlNode Node)
{
    /// <summary>Its steps.</summary>
    public IEnumerable<YamlNode> Steps => Node.Child("steps") is YamlSequenceNode steps ? steps : [];
}
