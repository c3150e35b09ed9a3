using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Lab.Clouds.Kubernetes;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux;

/// <summary>The events of the controllers: objects of the cluster that go after an hour, as in Kubernetes. One that is repeated is counted.</summary>
internal sealed class EventLog(ClusterSession session, VirtualClock clock)
{
    private const string AlertsMark = "slipway/alerts";

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Dictionary<ObjectReference, PropertyMap> _new = [];
    private int _written;

    /// <summary>What was written in this run, the oldest first.</summary>
    public IEnumerable<FluxEvent> Written => _new.Values.Select(Read).OrderBy(e => e.Time);

    /// <summary>The events of a cluster, the oldest first.</summary>
    public static ImmutableArray<FluxEvent> Of(IEnumerable<PropertyMap> events) => [.. events.Where(e => e.Map("involvedObject").Has("name")).Select(Read).OrderBy(e => e.Time)];

    /// <summary>Writes an event, and passes it to the Alerts that ask for it.</summary>
    public void Add(ClusterObject about, bool isError, string reason, string message)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{about}\n{reason}\n{message}")))[..16];
        var reference = new ObjectReference("v1", "Event", about.Namespace.Length > 0 ? about.Namespace : "default", $"{about.Name}.{hash}");
        var count = session.Find(reference)?.Integer("count") ?? 0;
        var metadata = PropertyMap.Of(("name", reference.Name), ("namespace", reference.Namespace));
        var alerts = Alerts.For(session, about, isError, message).ToList();
        if (alerts.Count > 0)
            metadata = metadata.With("annotations", PropertyMap.Of((AlertsMark, string.Join(',', alerts))));
        var written = PropertyMap.Of(
            ("apiVersion", reference.ApiVersion),
            ("kind", reference.Kind),
            ("metadata", metadata),
            ("involvedObject", PropertyMap.Of(
                ("apiVersion", about.Reference.ApiVersion), ("kind", about.Reference.Kind), ("namespace", about.Namespace), ("name", about.Name))),
            ("type", isError ? "Warning" : "Normal"),
            ("reason", reason),
            ("message", message),
            ("count", count + 1),
            // A tick apart, so that what happens at one time keeps its order.
            ("lastTimestamp", clock.Now.AddTicks(_written++).ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)));
        session.ReplaceAs("flux", written);
        _new[reference] = written;
    }

    /// <summary>Removes what is too old.</summary>
    public void Forget()
    {
        foreach (var old in session.List("v1", "Event").Where(e => Time(e) < clock.Now - Kept))
            session.Delete(ObjectReference.Of(old, ""));
    }

    /// <summary>When the last event was written, or null when there is none.</summary>
    public static DateTimeOffset? Last(ClusterSession session) => session.List("v1", "Event").Select(e => (DateTimeOffset?)Time(e)).Max();

    private static DateTimeOffset Time(PropertyMap written) =>
        DateTimeOffset.TryParse(written.Text("lastTimestamp"), CultureInfo.InvariantCulture, out var time) ? time : DateTimeOffset.MinValue;

    private static FluxEvent Read(PropertyMap written)
    {
        var about = written.Map("involvedObject");
        return new FluxEvent(
            Time(written), written.Text("type") == "Warning", written.Text("reason") ?? "", $"{about.Text("kind")}/{about.Text("namespace")}/{about.Text("name")}",
            written.Text("message") ?? "", written.Integer("count") ?? 1,
            (written.Map("metadata").Map("annotations").Text(AlertsMark) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));
    }
}
