using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>Writes values as JSON that hold inputs and outputs, as if these were their values.</summary>
internal static class OutputJson
{
    public static async Task<OutputData<string>> SerializeAsync<T>(Task<OutputData<T>> value, JsonSerializerOptions? options)
    {
        var data = await value.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData.Unknown<string>(data.IsSecret, data.Resources);
        while (true)
        {
            // Converters cannot wait. What is not there yet is collected and awaited, then everything is written again.
            var visit = new Visit();
            var own = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
            own.Converters.Insert(0, new Factory(visit));
            var json = JsonSerializer.Serialize(data.Value, own);
            if (visit.Pending.Count > 0)
            {
                await Task.WhenAll(visit.Pending).ConfigureAwait(false);
                continue;
            }
            var secret = data.IsSecret || visit.Secret;
            var resources = OutputData.Union(data.Resources, visit.Resources);
            return visit.Unknown ? OutputData.Unknown<string>(secret, resources) : new(json, true, secret, resources);
        }
    }

    /// <summary>What was met while writing.</summary>
    private sealed class Visit
    {
        public List<Task> Pending { get; } = [];

        public bool Unknown { get; set; }

        public bool Secret { get; set; }

        public ImmutableHashSet<Resource> Resources { get; set; } = [];
    }

    private sealed class Factory(Visit visit) : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeof(IOutput).IsAssignableFrom(typeToConvert) || typeof(IInput).IsAssignableFrom(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        {
            for (var type = typeToConvert; type is not null; type = type.BaseType)
            {
                if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Output<>) || type.GetGenericTypeDefinition() == typeof(Input<>)))
                    return (JsonConverter)Activator.CreateInstance(
                        typeof(Converter<,>).MakeGenericType(typeToConvert, type.GenericTypeArguments[0]),
                        visit)!;
            }
            throw new NotSupportedException($"{typeToConvert} has no JSON form.");
        }
    }

    private sealed class Converter<TWrapper, T>(Visit visit) : JsonConverter<TWrapper>
    {
        public override TWrapper Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Only writing is done here.");

        public override void Write(Utf8JsonWriter writer, TWrapper value, JsonSerializerOptions options)
        {
            var task = value is Output<T> output ? output.Data : ((Input<T>)(object)value!).ToOutput().Data;
            if (!task.IsCompletedSuccessfully)
            {
                visit.Pending.Add(task);
                writer.WriteNullValue();
                return;
            }
            var data = task.Result;
            visit.Unknown |= !data.IsKnown;
            visit.Secret |= data.IsSecret;
            visit.Resources = OutputData.Union(visit.Resources, data.Resources);
            if (data.IsKnown)
                JsonSerializer.Serialize(writer, data.Value, options);
            else
                writer.WriteNullValue();
        }
    }
}
