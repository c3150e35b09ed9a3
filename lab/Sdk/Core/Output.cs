using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Makes outputs, and combines them. A combination is unknown or secret when any part is, and depends on what its parts depend on.</summary>
public static partial class Output
{
    /// <summary>A known output.</summary>
    public static Output<T> Create<T>(T value) => new(OutputData.Known(value));

    /// <summary>An output of what a task gives.</summary>
    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    /// <summary>A known, secret output.</summary>
    public static Output<T> CreateSecret<T>(T value) => new(OutputData.Known(value, secret: true));

    /// <summary>A secret output of what a task gives.</summary>
    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.Create(value).WithSecret(true);

    /// <summary>The same output, as a secret.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.WithSecret(true);
    }

    /// <summary>The same output, not secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.WithSecret(false);
    }

    /// <summary>Whether the output is secret, once that is certain.</summary>
    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.Data.ConfigureAwait(false)).IsSecret;
    }

    /// <summary>All values in one output, in order.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All((IEnumerable<Input<T>>)inputs);

    /// <summary>All values in one output, in order.</summary>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return All(inputs.Select(input => input.ToOutput()));
    }

    /// <summary>All values in one output, in order.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All((IEnumerable<Output<T>>)outputs);

    /// <summary>All values in one output, in order.</summary>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new(AllAsync([.. outputs]));
    }

    /// <summary>The text of an interpolated string whose holes may be inputs and outputs.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        return All(formattableString.GetArguments().Select(Untyped))
            .Apply(values => string.Format(CultureInfo.CurrentCulture, formattableString.Format, [.. values]));
    }

    /// <summary>The JSON text of a value. Outputs and inputs inside the value are written as their values.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(OutputJson.SerializeAsync(value.Data, options));
    }

    /// <summary>The value that a JSON text describes.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.Apply(text => JsonSerializer.Deserialize<T>(text, options)!);
    }

    /// <summary>The output of any value: itself, an input's, or a known one of a plain value.</summary>
    internal static Output<object?> Untyped(object? value) => value switch
    {
        IOutput output => new(output.GetUntypedAsync()),
        IInput { Value: var inner } => Flatten(inner),
        _ => Create(value),
    };

    private static Output<object?> Flatten(object? inner) => inner is IOutput ? Untyped(inner) : Create(inner);

    private static async Task<OutputData<ImmutableArray<T>>> AllAsync<T>(Output<T>[] outputs)
    {
        var values = ImmutableArray.CreateBuilder<T>(outputs.Length);
        bool known = true, secret = false;
        ImmutableHashSet<Resource> resources = [];
        foreach (var output in outputs)
        {
            var data = await output.Data.ConfigureAwait(false);
            known &= data.IsKnown;
            secret |= data.IsSecret;
            resources = OutputData.Union(resources, data.Resources);
            values.Add(data.Value);
        }
        return new(known ? values.MoveToImmutable() : [], known, secret, resources);
    }
}
