namespace Pulumi;

/// <summary>Options of a call of a provider's function.</summary>
public class InvokeOptions
{
    /// <summary>A resource whose provider to use.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider to use.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>Version of the provider to use.</summary>
    public string? Version { get; set; }
}

/// <summary>Options of a call of a provider's function that gives an output.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    private InputList<Resource>? _dependsOn;

    /// <summary>Resources that must be in place before the call; the result depends on them.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }
}
