using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Components.Fleet;
using Slipway.Lab.Flux;

namespace Slipway.Cli.Lab.View;

/// <summary>Flux's objects and events as JSON; docs/json.md describes the form.</summary>
internal static class FluxJson
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How an environment's cluster is.</summary>
    public static string Of(string environment, FluxStatus status) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("environment", environment);
        json.WriteBoolean("ready", status.IsReady);
        json.WriteStartArray("layers");
        // The root is no layer: it brings them.
        foreach (var layer in status.Of("Kustomization").Where(k => k.Source.Length > 0 && k.Name != FleetNames.ClusterSource))
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("source", layer.Source);
            json.WriteString("revision", layer.Revision);
            json.WriteBoolean("ready", layer.Ready == true);
            json.WriteString("message", layer.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("objects");
        foreach (var o in status.Objects)
        {
            json.WriteStartObject();
            json.WriteString("kind", o.Kind);
            json.WriteString("namespace", o.Namespace);
            json.WriteString("name", o.Name);
            json.WriteString("revision", o.Revision);
            json.WriteBoolean("suspended", o.Suspended);
            if (o.Ready is { } ready)
                json.WriteBoolean("ready", ready);
            else
                json.WriteNull("ready");
            json.WriteString("reason", o.Reason);
            json.WriteString("message", o.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Events, the oldest first.</summary>
    public static string Of(ImmutableArray<FluxEvent> events) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var e in events)
        {
            json.WriteStartObject();
            json.WriteString("time", e.Time);
            json.WriteString("type", e.IsError ? "Warning" : "Normal");
            json.WriteString("reason", e.Reason);
            json.WriteString("object", e.Object);
            json.WriteString("message", e.Message);
            json.WriteNumber("count", e.Count);
            json.WriteStartArray("alerts");
            foreach (var alert in e.Alerts)
                json.WriteStringValue(alert);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Form))
            write(json);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }
}
