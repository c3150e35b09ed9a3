namespace Slipway.Stacks.Settings;

/// <summary>A text that no message may show.</summary>
public sealed class SecretText(string value)
{
    /// <summary>The text, marked as secret from here on.</summary>
    public Output<string> ToOutput() => Output.CreateSecret(value);

    /// <summary>Whether a rule holds for the text.</summary>
    public bool Keeps(Func<string, bool> rule) => rule(value);

    /// <summary>Never the text.</summary>
    public override string ToString() => "[secret]";
}
