namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;

    /// <summary>True to delete the old resource before a replacement is made; null leaves it to the provider.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Output properties to treat as secret.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    /// <summary>Id of an existing resource to take over.</summary>
    public string? ImportId { get; set; }

    /// <summary>New options of both: the second's single values where it has them, the lists of both in order.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        merged.Take(options1);
        merged.Take(options2);
        return merged;
    }

    internal override ResourceOptions Clone() => Merge(null, this);

    private void Take(CustomResourceOptions? other)
    {
        if (other is null)
            return;
        Absorb(other);
        DeleteBeforeReplace = other.DeleteBeforeReplace ?? DeleteBeforeReplace;
        ImportId = other.ImportId ?? ImportId;
        Append(ref _additionalSecretOutputs, other._additionalSecretOutputs);
    }
}
