using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Components.Fleet;

namespace Slipway.Components.Promotion;

/// <summary>What an environment runs, as its cluster reports it.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Layers">Its layers.</param>
public sealed record EnvironmentStatus(string Environment, ImmutableArray<LayerRevision> Layers)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads the status that <c>slipway status --json</c> prints, or that an environment's CI publishes; docs/json.md describes the form.</summary>
    /// <exception cref="FormatException">Not in that form.</exception>
    public static EnvironmentStatus Parse(string json)
    {
        try
        {
            var status = JsonSerializer.Deserialize<Document>(json, Form);
            return status is { Layers.IsDefault: false } && status.Layers.All(l => l is not null)
                ? new EnvironmentStatus(status.Environment, status.Layers)
                : throw new FormatException("it holds no environment and layers");
        }
        catch (JsonException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    /// <summary>The revision that every layer of a repository runs.</summary>
    /// <param name="role">The repository.</param>
    /// <returns>The revision, or why there is no such one.</returns>
    public (GitRevision? Revision, string Problem) Running(FleetRole role)
    {
        var source = role == FleetRole.Infrastructure ? FleetNames.InfrastructureSource : FleetNames.AppsSource;
        var layers = Layers.Where(l => l.Source == source).ToList();
        if (layers.Count == 0)
            return (null, $"no layer of {source} is reported");
        if (layers.Find(l => !l.Ready) is { } waiting)
            return (null, $"{waiting.Name} is not ready{(waiting.Message.Length > 0 ? $": {waiting.Message}" : "")}");
        if (layers.Find(l => l.Revision != layers[0].Revision) is { } other)
            return (null, $"{layers[0].Name} is at {layers[0].Revision}, and {other.Name} at {other.Revision}");
        return GitRevision.TryParse(layers[0].Revision) is { } revision
            ? (revision, "")
            : (null, $"'{layers[0].Revision}' of {layers[0].Name} is no revision like refs/heads/main@sha1:<40 digits>");
    }

    // The layers decide; what else a status tells of the cluster is for people.
    private sealed record Document(string Environment, ImmutableArray<LayerRevision> Layers, bool Ready = false, JsonElement Objects = default);
}
