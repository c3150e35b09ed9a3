namespace Slipway.Lab.Schema;

/// <summary>A function of a provider.</summary>
public sealed class FunctionSchema
{
    internal FunctionSchema(string token) => (Token, Inputs, Outputs) = (token, new ObjectSchema(token), new ObjectSchema(token));

    /// <summary>Token, e.g. <c>aws:index/getRegion:getRegion</c>.</summary>
    public string Token { get; }

    /// <summary>What it tells, in a sentence, or null.</summary>
    public string? Description { get; internal set; }

    /// <summary>Its arguments.</summary>
    public ObjectSchema Inputs { get; }

    /// <summary>Its result.</summary>
    public ObjectSchema Outputs { get; }
}
