using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Lab.Providers;
using Slipway.Lab.Wire;

namespace Slipway.EndToEnd.Graphs;

/// <summary>What holds for every environment of the platform.</summary>
internal static class Invariants
{
    private const string Anywhere = "0.0.0.0/0";

    public static Invariant Parented { get; } = OfEach("Every resource has a parent, and all but components and providers one of the platform's own", (graph, r) =>
        r.Type == "pulumi:pulumi:Stack" || (r.Parent.Length > 0 && (!r.Custom || r.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal)
            || !r.Parent.Contains("::pulumi:pulumi:Stack::", StringComparison.Ordinal))));

    public static Invariant Tagged { get; } = OfEach("Everything in AWS that can carry tags says whose it is", (graph, r) =>
        !r.Type.StartsWith("aws:", StringComparison.Ordinal) || !Schemas.For("aws").Resources[r.Type].Inputs.Properties.ContainsKey("tags")
        || (Map(r, "tags") is { } tags && Text(tags, "slipway/environment") == graph.Environment && tags.ContainsKey("slipway/managed-by")));

    public static Invariant NoOpenIngress { get; } = OfEach("Nothing lets the whole internet in", (_, r) => r.Type switch
    {
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" => Text(r.Inputs, "cidrIpv4") != Anywhere,
        "aws:ec2/securityGroup:SecurityGroup" => !Texts(r.Inputs, "ingress").Contains(Anywhere),
        "aws:eks/cluster:Cluster" => !Texts(r.Inputs, "vpcConfig").Contains(Anywhere),
        _ => true,
    });

    public static Invariant NoStarOnStar { get; } = OfEach("No policy allows everything on everything", (_, r) =>
        ((string[])["policy", "assumeRolePolicy"]).All(name => Text(r.Inputs, name) is not { } json || !AllowsAll(json)));

    public static Invariant ProductionIsPrivateAndProtected { get; } = OfEach("A cluster is reached from inside, and one of the production tier is protected against deletion", (graph, r) =>
        r.Type != "aws:eks/cluster:Cluster"
        || (Flag(Map(r, "vpcConfig"), "endpointPrivateAccess")
            && !Flag(Map(r, "accessConfig"), "bootstrapClusterCreatorAdminPermissions")
            && (graph.Environment == "dev" || Flag(r.Inputs, "deletionProtection"))));

    public static Invariant RepositoriesArePrivateAndKept { get; } = OfEach("A repository is private, and outlives its stack", (_, r) =>
        r.Type != "github:index/repository:Repository" || (Text(r.Inputs, "visibility") == "private" && r.RetainOnDelete is true && Flag(r.Inputs, "archiveOnDestroy")));

    public static Invariant PrivateKeysAreSecret { get; } = OfEach("What holds a private key is secret", (_, r) =>
        r.Type != "kubernetes:core/v1:Secret" || (r.Inputs.Find("stringData")?.WithoutOutputs() is { } data
            && (data is SecretValue || (data.AsMap is not null && ((MapValue)data).Map.Where(d => d.Key is "identity" or "githubAppPrivateKey" or "token").All(d => d.Value is SecretValue)))));

    public static Invariant DeployKeysOnlyRead { get; } = new("At most one deploy key of all may write, and titles are unique", graphs =>
    {
        var keys = graphs.SelectMany(g => g.OfType("github:index/repositoryDeployKey:RepositoryDeployKey")).ToList();
        return
        [
            .. keys.Where(k => !Flag(k.Inputs, "readOnly")).Skip(1).Select(k => $"{k.Name} may write"),
            .. keys.GroupBy(k => (Text(k.Inputs, "title"), k.Inputs.Find("repository")?.ToString())).Where(g => g.Count() > 1).Select(g => $"the title {g.Key} stands {g.Count()} times"),
        ];
    });

    public static Invariant EnvironmentsDoNotMeet { get; } = new("The networks of the environments do not overlap", graphs =>
    {
        var networks = graphs.SelectMany(g => g.OfType("aws:ec2/vpc:Vpc").Select(v => (g.Environment, Block: Slipway.Infra.Networking.Cidr.Parse(Text(v.Inputs, "cidrBlock")!)))).ToList();
        return
            from a in networks
            from b in networks
            where string.CompareOrdinal(a.Environment, b.Environment) < 0 && a.Block.Overlaps(b.Block)
            select $"{a.Environment} {a.Block} overlaps {b.Environment} {b.Block}";
    });

    public static ImmutableArray<Invariant> All { get; } =
    [
        Parented, Tagged, NoOpenIngress, NoStarOnStar, ProductionIsPrivateAndProtected, RepositoriesArePrivateAndKept, PrivateKeysAreSecret,
        DeployKeysOnlyRead, EnvironmentsDoNotMeet,
    ];

    private static Invariant OfEach(string name, Func<PlatformGraph, RegisterRequest, bool> holds) => new(name, graphs =>
        graphs.SelectMany(g => g.Resources.Where(r => !holds(g, r)).Select(r => $"{g.Environment}: {r.Type} {r.Name}")));

    private static PropertyMap? Map(RegisterRequest resource, string name) => resource.Inputs.Find(name)?.AsMap;

    private static string? Text(PropertyMap? map, string name) => map?.Find(name)?.AsString;

    private static bool Flag(PropertyMap? map, string name) => map?.Find(name)?.Bare() is BoolValue { Value: true };

    private static IEnumerable<string> Texts(PropertyMap map, string name) => map.Find(name) is { } value ? Texts(value.Bare()) : [];

    private static IEnumerable<string> Texts(PropertyValue value) => value switch
    {
        StringValue text => [text.Value],
        ListValue list => list.Items.SelectMany(Texts),
        MapValue map => map.Map.Values.SelectMany(Texts),
        _ => [],
    };

    private static bool AllowsAll(string json) => JsonDocument.Parse(json).RootElement.GetProperty("Statement").EnumerateArray().Any(s =>
        s.GetProperty("Effect").GetString() == "Allow" && HasStar(s, "Action") && HasStar(s, "Resource") && !s.TryGetProperty("Condition", out _)
        // In a key policy the resource is the key, and * is how it names itself.
        && !s.TryGetProperty("Principal", out _));

    private static bool HasStar(JsonElement statement, string name) => statement.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.String ? value.GetString() is "*" : value.EnumerateArray().Any(v => v.GetString() is "*"));
}
