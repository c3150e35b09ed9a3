using System.Collections.Immutable;
using System.Globalization;
using Slipway.Lab.Protocol.Messages;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Remote;

/// <summary>The seam's requests and answers as messages of the protocol.</summary>
internal static class WireRequests
{
    public static RegisterResourceRequest ToMessage(RegisterRequest request)
    {
        var message = new RegisterResourceRequest
        {
            Type = request.Type,
            Name = request.Name,
            Parent = request.Parent,
            Custom = request.Custom,
            Object = WireValues.ToStruct(request.Inputs),
            Dependencies = { request.Dependencies },
            Provider = request.Provider,
            Providers = { request.Providers },
            DeleteBeforeReplace = request.DeleteBeforeReplace ?? false,
            DeleteBeforeReplaceDefined = request.DeleteBeforeReplace is not null,
            DeletedWith = request.DeletedWith,
            Version = request.Version,
            PluginDownloadURL = request.PluginDownloadUrl,
            ImportId = request.ImportId,
            IgnoreChanges = { request.IgnoreChanges },
            ReplaceOnChanges = { request.ReplaceOnChanges },
            AdditionalSecretOutputs = { request.AdditionalSecretOutputs },
            HideDiffs = { request.HideDiffs },
            Aliases = { request.Aliases.Select(ToMessage) },
            AliasSpecs = true,
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsPartialValues = true,
            SupportsResultReporting = true,
        };
        if (request.Protect is { } protect)
            message.Protect = protect;
        if (request.RetainOnDelete is { } retain)
            message.RetainOnDelete = retain;
        if (request.CustomTimeouts is { } timeouts)
            message.CustomTimeouts = new() { Create = Duration(timeouts.Create), Update = Duration(timeouts.Update), Delete = Duration(timeouts.Delete) };
        foreach (var (property, urns) in request.PropertyDependencies)
            message.PropertyDependencies.Add(property, new() { Urns = { urns } });
        return message;
    }

    public static ReadResourceRequest ToMessage(ReadRequest request) => new()
    {
        Type = request.Type,
        Name = request.Name,
        Id = request.Id.AsString ?? PropertyJson.UnknownText,
        Parent = request.Parent,
        Properties = WireValues.ToStruct(request.Properties),
        Dependencies = { request.Dependencies },
        Provider = request.Provider,
        Version = request.Version,
        PluginDownloadURL = request.PluginDownloadUrl,
        AdditionalSecretOutputs = { request.AdditionalSecretOutputs },
        AcceptSecrets = true,
        AcceptResources = true,
    };

    public static ResourceInvokeRequest ToMessage(InvokeRequest request) => new()
    {
        Tok = request.Token,
        Args = WireValues.ToStruct(request.Args),
        Provider = request.Provider,
        Version = request.Version,
        AcceptResources = true,
    };

    public static LogRequest ToMessage(LogEntry entry) => new()
    {
        Severity = entry.Severity switch
        {
            Wire.LogSeverity.Debug => Protocol.Messages.LogSeverity.Debug,
            Wire.LogSeverity.Info => Protocol.Messages.LogSeverity.Info,
            Wire.LogSeverity.Warning => Protocol.Messages.LogSeverity.Warning,
            Wire.LogSeverity.Error => Protocol.Messages.LogSeverity.Error,
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Severity, "No such severity."),
        },
        Message = entry.Message,
        Urn = entry.Urn,
        Ephemeral = entry.Ephemeral,
        StreamId = entry.StreamId,
    };

    public static RegisterResult ToResult(RegisterResourceResponse message, bool custom) => new()
    {
        Urn = message.Urn,
        Id = !custom ? null : message.Id.Length > 0 ? message.Id : PropertyValue.Unknown,
        Outputs = WireValues.FromStruct(message.Object),
        PropertyDependencies = message.PropertyDependencies.ToImmutableSortedDictionary(d => d.Key, d => d.Value.Urns.ToImmutableArray(), StringComparer.Ordinal),
        Status = ToStatus(message.Result),
    };

    /// <summary>The answer to a read, which does not repeat the id.</summary>
    public static RegisterResult ToResult(ReadResourceResponse message, PropertyValue id) => new()
    {
        Urn = message.Urn,
        Id = id,
        Outputs = WireValues.FromStruct(message.Properties),
        Status = ToStatus(message.Result),
    };

    private static RegisterStatus ToStatus(Result result) => result == Result.Success ? RegisterStatus.Success : RegisterStatus.Failed;

    private static Protocol.Messages.Alias ToMessage(AliasSpec alias)
    {
        if (alias.Urn.Length > 0)
            return new() { Urn = alias.Urn };
        var spec = new Protocol.Messages.Alias.Types.Spec { Name = alias.Name, Type = alias.Type, Stack = alias.Stack, Project = alias.Project };
        if (alias.NoParent)
            spec.NoParent = true;
        else if (alias.ParentUrn.Length > 0)
            spec.ParentUrn = alias.ParentUrn;
        return new() { Spec = spec };
    }

    /// <summary>A duration as Go reads it.</summary>
    private static string Duration(TimeSpan? time) => time is { } given ? given.TotalSeconds.ToString("0.#######", CultureInfo.InvariantCulture) + "s" : "";
}
