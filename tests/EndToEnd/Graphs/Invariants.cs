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
        || (Map(r, "tags") is { } tags && Text(tags, "environment") == graph.Environment && Text(tags, "project") == "slipway" && tags.ContainsKey("managed-by")));

    public static Invariant NoOpenIngress { get; } = OfEach("Nothing lets the whole internet in", (_, r) => r.Type switch
    {
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" => Text(r.Inputs, "cidrIpv4") != Anywhere,
        "aws:ec2/securityGroup:SecurityGroup" => !Texts(r.Inputs, "ingress").Contains(Anywhere),
        "aws:eks/cluster:Cluster" => !Texts(r.Inputs, "vpcConfig").Contains(Anywhere),
        _ => true,
    });

    public static Invariant NoStarOnStar { get; } = OfEach("No policy allows everything on everything", (_, r) =>
        ((string[])["policy", "assumeRolePolicy"]).All(name => Text(r.Inputs, name) is not { } json || !AllowsAll(json)));

    public static Invariant Encrypted { get; } = new("What is stored is encrypted with a key of the platform's own", graphs =>
        from graph in graphs
        let sealedBuckets = graph.OfType("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").Count()
        let buckets = graph.OfType("aws:s3/bucket:Bucket").Count()
        from problem in graph.Resources
            .Where(r => r.Type switch
            {
                "aws:eks/cluster:Cluster" => Map(r, "encryptionConfig") is null,
                "aws:cloudwatch/logGroup:LogGroup" => !r.Inputs.ContainsKey("kmsKeyId"),
                "aws:ecr/repository:Repository" => !r.Inputs.ContainsKey("encryptionConfigurations"),
                "aws:kms/key:Key" => !Flag(r.Inputs, "enableKeyRotation"),
                "aws:ec2/launchTemplate:LaunchTemplate" => r.Inputs.Find("blockDeviceMappings")?.AsList is not { IsEmpty: false } disks
                    || disks.Any(d => Text(d.AsMap?.Find("ebs")?.AsMap, "encrypted") != "true"),
                _ => false,
            })
            .Select(r => $"{graph.Environment}: {r.Type} {r.Name}")
            .Concat(sealedBuckets < buckets ? [$"{graph.Environment}: {buckets - sealedBuckets} of {buckets} buckets"] : [])
        select problem);

    public static Invariant MetadataIsGuarded { get; } = OfEach("A node's metadata answers sessions alone, one hop away", (_, r) =>
        r.Type != "aws:ec2/launchTemplate:LaunchTemplate" || (Text(Map(r, "metadataOptions"), "httpTokens") == "required"
            && Map(r, "metadataOptions")?.Find("httpPutResponseHopLimit")?.Bare() is NumberValue { Value: 1 }));

    public static Invariant ProductionIsPrivateAndProtected { get; } = OfEach("A cluster is reached from inside, and one of the production tier is protected against deletion", (graph, r) =>
        r.Type != "aws:eks/cluster:Cluster"
        || (Flag(Map(r, "vpcConfig"), "endpointPrivateAccess")
            && !Flag(Map(r, "accessConfig"), "bootstrapClusterCreatorAdminPermissions")
            && (graph.Environment == "dev" || Flag(r.Inputs, "deletionProtection"))));

    public static Invariant RepositoriesArePrivateAndKept { get; } = OfEach("A repository is private, and outlives its stack", (_, r) =>
        r.Type != "github:index/repository:Repository" || (Text(r.Inputs, "visibility") == "private" && r.RetainOnDelete is true && Flag(r.Inputs, "archiveOnDestroy")));

    public static Invariant PrivateKeysAreSecret { get; } = OfEach("What holds a private key is secret", (_, r) =>
        r.Type != "kubernetes:core/v1:Secret" || (r.Inputs.Find("stringData")?.WithoutOutputs() is { } data
            && (data is SecretValue || (data.AsMap is not null && ((MapValue)data).Map.Where(d => d.Key is "identity" or "identity.agekey" or "githubAppPrivateKey" or "token").All(d => d.Value is SecretValue)))));

    public static Invariant DeployKeysOnlyRead { get; } = new("Exactly one deploy key of all may write, and titles are unique", graphs =>
    {
        var keys = graphs.SelectMany(g => g.OfType("github:index/repositoryDeployKey:RepositoryDeployKey")).ToList();
        return
        [
            .. keys.All(k => Flag(k.Inputs, "readOnly")) ? ["no key may write, so image automation cannot push"] : ImmutableArray<string>.Empty,
            .. keys.Where(k => !Flag(k.Inputs, "readOnly")).Skip(1).Select(k => $"{k.Name} may write"),
            .. keys.GroupBy(k => (Text(k.Inputs, "title"), k.Inputs.Find("repository")?.ToString())).Where(g => g.Count() > 1).Select(g => $"the title {g.Key} stands {g.Count()} times"),
        ];
    });

    public static Invariant FluxComesLast { get; } = new("Flux starts when its credentials, the generated files and the identities of its controllers are there", graphs =>
        from graph in graphs
        from instance in graph.OfType("kubernetes:helm.sh/v3:Release").Where(r => Text(r.Inputs, "name") == "flux-instance")
        from needed in graph.Resources.Where(r => r.Type switch
        {
            "github:index/repositoryFile:RepositoryFile" or "kubernetes:core/v1:Secret" or "kubernetes:core/v1:ConfigMap" => true,
            "aws:eks/podIdentityAssociation:PodIdentityAssociation" => Text(r.Inputs, "namespace") == "flux-system",
            _ => false,
        })
        where !Before(graph, instance).Contains(needed.Name)
        select $"{graph.Environment}: {needed.Type} {needed.Name}");

    public static Invariant OnlyTheAutomationPassesRules { get; } = OfEach("A ruleset is active, and lets exactly the automation pass", (_, r) =>
        r.Type != "github:index/repositoryRuleset:RepositoryRuleset" || (Text(r.Inputs, "enforcement") == "active"
            && r.Inputs.Find("bypassActors")?.AsList is [var only] && Text(only.AsMap, "actorType") is "Integration" or "OrganizationAdmin"));

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
        Parented, Tagged, NoOpenIngress, NoStarOnStar, Encrypted, MetadataIsGuarded, ProductionIsPrivateAndProtected, RepositoriesArePrivateAndKept, PrivateKeysAreSecret,
        DeployKeysOnlyRead, FluxComesLast, OnlyTheAutomationPassesRules, EnvironmentsDoNotMeet,
    ];

    private static Invariant OfEach(string name, Func<PlatformGraph, RegisterRequest, bool> holds) => new(name, graphs =>
        graphs.SelectMany(g => g.Resources.Where(r => !holds(g, r)).Select(r => $"{g.Environment}: {r.Type} {r.Name}")));

    // Names of all that a resource depends on, by however many steps.
    private static HashSet<string> Before(PlatformGraph graph, RegisterRequest resource)
    {
        var byName = graph.Resources.ToLookup(r => r.Name);
        var before = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<RegisterRequest>([resource]);
        while (open.TryPop(out var next))
        {
            foreach (var name in next.Dependencies.Select(d => d[(d.LastIndexOf("::", StringComparison.Ordinal) + 2)..]).Where(before.Add))
            {
                foreach (var dependency in byName[name])
                    open.Push(dependency);
            }
        }
        return before;
    }

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

    private static bool AllowsAll(string json) => JsonDocument.Parse(json).RootElement.TryGetProperty("Statement", out var statements) && statements.EnumerateArray().Any(s =>
        s.GetProperty("Effect").GetString() == "Allow" && HasStar(s, "Action") && HasStar(s, "Resource") && !s.TryGetProperty("Condition", out _)
        // In a key policy the resource is the key, and * is how it names itself.
        && !s.TryGetProperty("Principal", out _));

    private static bool HasStar(JsonElement statement, string name) => statement.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.String ? value.GetString() is "*" : value.EnumerateArray().Any(v => v.GetString() is "*"));
}
