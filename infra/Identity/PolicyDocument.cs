using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Infra.Identity;

/// <summary>An IAM policy document: of an identity, a resource or a role's trust.</summary>
public sealed record PolicyDocument
{
    /// <summary>Version of IAM's policy language.</summary>
    private const string LanguageVersion = "2012-10-17";

    // It goes to AWS, never into a page.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private PolicyDocument(ImmutableArray<PolicyStatement> statements) => Statements = statements;

    /// <summary>The statements, in their order.</summary>
    public ImmutableArray<PolicyStatement> Statements { get; }

    /// <summary>A document of statements.</summary>
    /// <exception cref="ArgumentException">There is none, or two have the same id.</exception>
    public static PolicyDocument Of(params ImmutableArray<PolicyStatement> statements)
    {
        if (statements.IsDefaultOrEmpty)
            throw new ArgumentException("a policy has one statement at least", nameof(statements));
        if (statements.Where(s => s.Sid is not null).GroupBy(s => s.Sid).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"two statements have the id {twice.Key}", nameof(statements));
        return new PolicyDocument(statements);
    }

    /// <summary>The document as JSON, the same for the same statements.</summary>
    public string ToJson() => new JsonObject
    {
        ["Version"] = LanguageVersion,
        ["Statement"] = new JsonArray([.. Statements.Select(s => s.ToJson())]),
    }.ToJsonString(Plain);

    /// <inheritdoc />
    public bool Equals(PolicyDocument? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc />
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);
}
