namespace Slipway.Lab.Schema;

/// <summary>A resource.</summary>
public sealed class ResourceSchema
{
    internal ResourceSchema(string token) =>
        (Token, Inputs, Outputs, Behavior) = (token, new ObjectSchema(token), new ObjectSchema(token), new ResourceBehavior());

    /// <summary>Type token, e.g. <c>aws:ec2/vpc:Vpc</c>.</summary>
    public string Token { get; }

    /// <summary>What it is, in a sentence, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>What a program may give.</summary>
    public ObjectSchema Inputs { get; }

    /// <summary>What the resource has once it is there, its inputs among it.</summary>
    public ObjectSchema Outputs { get; }

    /// <summary>How the lab's cloud treats it.</summary>
    public ResourceBehavior Behavior { get; internal set; }
}
