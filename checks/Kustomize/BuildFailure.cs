using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Ends one step of a build; the step's caller notes the problem and goes on with the next.</summary>
internal sealed class BuildFailure(SourceProblem problem) : Exception(problem.Message)
{
    public BuildFailure(SourceProblemKind kind, YamlPlace place, string message, string remedy)
        : this(new SourceProblem(kind, place, message, remedy))
    {
    }

    public SourceProblem Problem { get; } = problem;
}
