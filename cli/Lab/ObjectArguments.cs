using System.Collections.Immutable;
using System.CommandLine;
using Slipway.Cli.Project;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Flux;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Lab;

/// <summary>What names an object of a cluster on a command line.</summary>
internal sealed class ObjectArguments(bool isNameOptional = false)
{
    private readonly Argument<string> _kind = new("kind") { Description = "The kind, in singular or plural, in any case; e.g. deployments." };

    private readonly Argument<string?> _name = new("name")
    {
        Description = isNameOptional ? "The name. Default: all of the kind." : "The name.",
        Arity = isNameOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    private readonly Option<string?> _namespace = new("--namespace", "-n") { Description = "The namespace. Default: any that has it." };

    public void AddTo(Command command)
    {
        command.Add(_kind);
        command.Add(_name);
        command.Add(_namespace);
    }

    /// <summary>Whether one object is named.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(_name) is { Length: > 0 };

    /// <summary>The objects that are named: one at least, and just one where there is a name.</summary>
    /// <exception cref="UsageException">There is none, or there are several.</exception>
    public ImmutableArray<PropertyMap> Find(ClusterSession session, ParseResult parsed)
    {
        var (kind, name, space) = (parsed.GetValue(_kind) ?? "", parsed.GetValue(_name), parsed.GetValue(_namespace));
        var found = session.All.Where(o => new ClusterObject(o).Reference is var r && IsKind(r, kind) && (name is null || r.Name == name) && (space is null || r.Namespace == space)).ToImmutableArray();
        var shown = $"{kind}{(name is null ? "" : $" '{name}'")}{(space is null ? "" : $" in namespace {space}")}";
        if (found.IsEmpty)
            throw new UsageException($"The cluster has no {shown}.");
        return name is null || found.Length == 1
            ? found
            : throw new UsageException($"There is more than one {shown}: {string.Join(", ", found.Select(o => new ClusterObject(o).Reference).Select(r => $"{r.ApiVersion} {r}"))}. Name the namespace with -n.");
    }

    /// <summary>What names the object, which need not exist.</summary>
    /// <exception cref="UsageException">There are several, or it does not exist and no namespace is given.</exception>
    public ObjectReference Reference(ClusterSession session, ParseResult parsed)
    {
        var (kind, name, space) = (parsed.GetValue(_kind) ?? "", parsed.GetValue(_name) ?? "", parsed.GetValue(_namespace));
        var exists = session.All.Any(o => new ClusterObject(o).Reference is var r && IsKind(r, kind) && r.Name == name && (space is null || r.Namespace == space));
        return exists || space is null ? new ClusterObject(Find(session, parsed)[0]).Reference : new ObjectReference("", kind, space, name);
    }

    private static bool IsKind(ObjectReference reference, string kind) =>
        string.Equals(reference.Kind, kind, StringComparison.OrdinalIgnoreCase) || string.Equals(reference.Plural, kind, StringComparison.OrdinalIgnoreCase);
}
