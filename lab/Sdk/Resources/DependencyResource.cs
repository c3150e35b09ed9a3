namespace Pulumi;

/// <summary>Stands for a resource that the program has no object of, so that outputs can depend on it.</summary>
internal sealed class DependencyResource(string urn) : Resource(urn);
