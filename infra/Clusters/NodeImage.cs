namespace Slipway.Infra.Clusters;

/// <summary>The operating system of nodes.</summary>
public enum NodeImage
{
    /// <summary>Amazon Linux 2023.</summary>
    Al2023,

    /// <summary>Bottlerocket: read-only, updated as a whole, without a shell.</summary>
    Bottlerocket,
}

/// <summary>What EKS and EC2 call what an image needs.</summary>
public static class NodeImages
{
    /// <summary>The AMI type of an image for an architecture (EKS API).</summary>
    public static string AmiType(this NodeImage image, CpuArchitecture architecture) => (image, architecture) switch
    {
        (NodeImage.Al2023, CpuArchitecture.X86) => "AL2023_x86_64_STANDARD",
        (NodeImage.Al2023, CpuArchitecture.Arm) => "AL2023_ARM_64_STANDARD",
        (NodeImage.Bottlerocket, CpuArchitecture.X86) => "BOTTLEROCKET_x86_64",
        (NodeImage.Bottlerocket, CpuArchitecture.Arm) => "BOTTLEROCKET_ARM_64",
        _ => throw new ArgumentOutOfRangeException(nameof(image), (image, architecture), "not an image for an architecture"),
    };

    /// <summary>The volume that images and pods' data are on. Bottlerocket keeps itself on another one, of a size of its own.</summary>
    public static string DataVolume(this NodeImage image) => image switch
    {
        NodeImage.Al2023 => "/dev/xvda",
        NodeImage.Bottlerocket => "/dev/xvdb",
        _ => throw new ArgumentOutOfRangeException(nameof(image), image, "not an image"),
    };

    /// <summary>The volume that only the operating system is on; null when it shares the other.</summary>
    public static string? SystemVolume(this NodeImage image) => image == NodeImage.Bottlerocket ? "/dev/xvda" : null;
}
