using Slipway.Infra.Clusters;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks the pools of <c>slipway:cluster.pools</c>.</summary>
/// <setting key="cluster.pools.*.instanceTypes" default="" change="replaces the node group">EC2 instance types of one architecture, in order of preference; Graviton is told by the type</setting>
/// <setting key="cluster.pools.*.ami" default="`al2023`" change="replaces the node group">the image that nodes start from</setting>
/// <setting key="cluster.pools.*.capacity" default="`onDemand`" change="replaces the node group">how nodes are bought</setting>
/// <setting key="cluster.pools.*.min" default="" change="in place">fewest nodes</setting>
/// <setting key="cluster.pools.*.desired" default="" change="nothing: autoscalers own it then">nodes at creation</setting>
/// <setting key="cluster.pools.*.max" default="" change="in place">most nodes</setting>
/// <setting key="cluster.pools.*.diskGiB" default="`50`" change="nodes are replaced one after the other">the volume for images and pods' data, encrypted; GiB</setting>
/// <setting key="cluster.pools.*.labels" default="none" change="in place">labels of the nodes</setting>
/// <setting key="cluster.pools.*.taints" default="none" change="in place">taints of the nodes</setting>
/// <setting key="cluster.pools.*.taints[].key" default="">its key</setting>
/// <setting key="cluster.pools.*.taints[].value" default="none">its value</setting>
/// <setting key="cluster.pools.*.taints[].effect" default="">what it does to pods that do not tolerate it</setting>
internal static class PoolsSection
{
    // EKS: nodes of one managed node group.
    private const int MostNodes = 450;

    // Below, the images of the system's own pods leave no room; above, gp3 ends.
    private const int LeastGiB = 20;
    private const int MostGiB = 16384;

    /// <summary>Reads one pool.</summary>
    public static NodePool Read(string name, SettingsReader reader) => new()
    {
        Name = name,
        InstanceTypes = reader.Texts("instanceTypes", SettingsText.InstanceType, ""),
        Image = reader.OptionalText("ami", SettingsText.Choice<NodeImage>, NodeImage.Al2023),
        Capacity = reader.OptionalText("capacity", SettingsText.Choice<NodeCapacity>, NodeCapacity.OnDemand),
        MinSize = reader.Number("min", 0, MostNodes),
        DesiredSize = reader.Number("desired", 0, MostNodes),
        MaxSize = reader.Number("max", 1, MostNodes),
        DiskGiB = reader.OptionalNumber("diskGiB", LeastGiB, MostGiB, 50),
        Labels = reader.OptionalMap("labels", SettingsText.LabelKey, SettingsText.LabelValue, ""),
        Taints = reader.OptionalSections("taints", [], taint => new NodeTaint(
            taint.Text("key", SettingsText.LabelKey, ""),
            taint.OptionalText<string?>("value", SettingsText.LabelValue, null),
            taint.Text("effect", SettingsText.OwnSpelling<TaintEffect>, TaintEffect.NoSchedule))),
    };

    /// <summary>Notes every broken rule of one pool.</summary>
    /// <param name="path">Where the pool stands.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="problems">Where problems are noted.</param>
    public static void Check(string path, NodePool pool, SettingsProblems problems)
    {
        if (pool.MinSize > pool.DesiredSize)
            problems.Add($"{path}.min", $"is {pool.MinSize}, more than the {pool.DesiredSize} desired; min ≤ desired ≤ max");
        if (pool.DesiredSize > pool.MaxSize)
            problems.Add($"{path}.desired", $"is {pool.DesiredSize}, more than the {pool.MaxSize} at most; min ≤ desired ≤ max");
        if (pool.InstanceTypes.IsEmpty)
            problems.Add($"{path}.instanceTypes", "is empty; name at least one");
        for (var i = 0; i < pool.InstanceTypes.Length; i++)
        {
            var type = pool.InstanceTypes[i];
            if (InstanceFamily.HasAccelerator(type))
                problems.Add($"{path}.instanceTypes[{i}]", $"'{type}' has accelerators, and the images of pools have no drivers for them; choose another family");
            else if (InstanceFamily.ArchitectureOf(type) != pool.Architecture)
                problems.Add($"{path}.instanceTypes[{i}]", $"'{type}' is {Name(type)} and '{pool.InstanceTypes[0]}' is {Name(pool.InstanceTypes[0])}; a pool has one architecture, so give each its own");
            if (pool.InstanceTypes.IndexOf(type) != i)
                problems.Add($"{path}.instanceTypes[{i}]", $"'{type}' stands twice");
        }
        for (var i = 0; i < pool.Taints.Length; i++)
        {
            if (pool.Taints.Take(i).Any(t => t.Key == pool.Taints[i].Key && t.Effect == pool.Taints[i].Effect))
                problems.Add($"{path}.taints[{i}]", $"'{pool.Taints[i].Key}' has the effect {pool.Taints[i].Effect} twice; a node has one value for each key and effect");
        }
    }

    private static string Name(string instanceType) => InstanceFamily.ArchitectureOf(instanceType) switch
    {
        CpuArchitecture.X86 => "x86",
        CpuArchitecture.Arm => "Graviton",
        var other => throw new ArgumentOutOfRangeException(nameof(instanceType), other, "not an architecture"),
    };
}
