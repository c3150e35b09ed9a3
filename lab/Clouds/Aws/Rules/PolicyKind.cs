namespace Slipway.Lab.Clouds.Aws;

/// <summary>Where a policy stands decides what its statements must have, and how the service complains.</summary>
/// <param name="Error">The error's name.</param>
/// <param name="HasPrincipal">Whether statements say who.</param>
/// <param name="HasResource">Whether statements say on what.</param>
internal sealed record PolicyKind(string Error, bool HasPrincipal, bool HasResource)
{
    /// <summary>What an identity may do: managed and inline policies of IAM.</summary>
    public static PolicyKind Identity { get; } = new("MalformedPolicyDocument", HasPrincipal: false, HasResource: true);

    /// <summary>Who may assume a role.</summary>
    public static PolicyKind Trust { get; } = new("MalformedPolicyDocument", HasPrincipal: true, HasResource: false);

    /// <summary>Who may use a key.</summary>
    public static PolicyKind Key { get; } = new("MalformedPolicyDocumentException", HasPrincipal: true, HasResource: true);

    /// <summary>Who may do what with a bucket.</summary>
    public static PolicyKind Bucket { get; } = new("MalformedPolicy", HasPrincipal: true, HasResource: true);

    /// <summary>Who may do what through a VPC endpoint.</summary>
    public static PolicyKind Endpoint { get; } = new("InvalidPolicyDocument", HasPrincipal: true, HasResource: true);
}
