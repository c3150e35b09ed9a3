using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Stands for engine and providers in a test.</summary>
public interface IMocks
{
    /// <summary>Makes or reads a resource; components come here too. Gives its id, null for none, and its state as a dictionary.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers a function call with its result as a dictionary.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Is told what a component or the stack gives out. Does nothing unless implemented.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}

/// <summary>A resource to make or read in a test.</summary>
public class MockResourceArgs
{
    /// <summary>Type token.</summary>
    public string? Type { get; set; }

    /// <summary>Name in the program.</summary>
    public string? Name { get; set; }

    /// <summary>Inputs as plain values; secrets are bare, and what is unknown or null is left out.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The explicit provider as <c>urn::id</c>, or empty.</summary>
    public string? Provider { get; set; }

    /// <summary>Id to read or to import, or empty.</summary>
    public string? Id { get; set; }
}

/// <summary>A function call in a test.</summary>
public class MockCallArgs
{
    /// <summary>Function token.</summary>
    public string? Token { get; set; }

    /// <summary>Arguments as plain values.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The explicit provider as <c>urn::id</c>, or empty.</summary>
    public string? Provider { get; set; }
}

/// <summary>What a component or the stack gives out in a test.</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    /// <summary>URN of the component or the stack.</summary>
    public readonly string Urn = urn;

    /// <summary>What it gives out.</summary>
    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}

/// <summary>What a test runs with.</summary>
public class TestOptions
{
    /// <summary>The project's name.</summary>
    /// <value>Default <c>project</c>.</value>
    public string? ProjectName { get; set; }

    /// <summary>The stack's name.</summary>
    /// <value>Default <c>stack</c>.</value>
    public string? StackName { get; set; }

    /// <summary>The organization's name.</summary>
    /// <value>Default <c>organization</c>.</value>
    public string? OrganizationName { get; set; }

    /// <summary>Folder of the project file.</summary>
    /// <value>Default: the current folder.</value>
    public string? RootDirectory { get; set; }

    /// <summary>True to run as a preview, in which what the mocks do not give stays unknown.</summary>
    /// <value>Default true.</value>
    public bool? IsPreview { get; set; }
}
