using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>A managed policy of the account: at most 6144 characters, without white space.</summary>
internal sealed class IamPolicyRule : AwsRule
{
    private const int MaxSize = 6144;

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("policy") is not { } policy)
            yield break;
        if (PolicyText.ProblemOf(PolicyKind.Identity, policy) is { } problem)
            yield return new CheckFailure("policy", problem);
        if (RolePolicyRule.Size(policy) > MaxSize)
            yield return new CheckFailure("policy", $"LimitExceeded: Cannot exceed quota for PolicySize: {MaxSize} (this policy has {RolePolicyRule.Size(policy)} characters without white space)");
    }

    public override string Taken(string id, PropertyMap inputs) =>
        $"EntityAlreadyExists: A policy called {inputs.Text("name")} already exists. Duplicate names are not allowed.";

    public override string InUse(string id, string users) => $"DeleteConflict: Cannot delete a policy attached to entities: {users}";
}

/// <summary>An inline policy of a role: all of a role's together have at most 10240 characters, without white space.</summary>
internal sealed class RolePolicyRule : AwsRule
{
    private const int MaxSize = 10_240;
    private const string Role = "aws:iam/role:Role";
    private const string Token = "aws:iam/rolePolicy:RolePolicy";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("policy") is { } policy && PolicyText.ProblemOf(PolicyKind.Identity, policy) is { } problem)
            yield return new CheckFailure("policy", problem);
    }

    public override void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs) => AdmitSize(cloud, scope, inputs, null);

    public override void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs) => AdmitSize(cloud, scope, inputs, there.Id);

    public override string Taken(string id, PropertyMap inputs) => $"EntityAlreadyExists: {inputs.Text("role")} has an inline policy {inputs.Text("name")} already";

    /// <summary>The characters that count.</summary>
    public static int Size(string policy) => policy.Count(c => !char.IsWhiteSpace(c));

    private static void AdmitSize(AwsCloud cloud, AwsScope scope, PropertyMap inputs, string? self)
    {
        var role = inputs.Text("role")!;
        var others = cloud.Users(scope, Role, role).Where(u => u.Type == Token && u.Id != self).Sum(u => Size(u.Properties.Text("policy") ?? ""));
        if (others + Size(inputs.Text("policy")!) > MaxSize)
            throw new ProviderException($"LimitExceeded: Maximum policy size of {MaxSize} bytes exceeded for role {role}");
    }
}

/// <summary>A provider of OpenID Connect tokens, once per account and address.</summary>
internal sealed class OpenIdConnectProviderRule : AwsRule
{
    private const string Scheme = "https://";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Text("url") is not { } url)
            yield break;
        if (!url.StartsWith(Scheme, StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
            yield return new CheckFailure("url", $"expected \"url\" to have a url with schema of: \"https\", got {url}");
        else if (uri.Query.Length > 0 || !uri.IsDefaultPort)
            yield return new CheckFailure("url", $"ValidationError: Invalid Open ID Connect Provider URL: {url} has a query or a port");
    }

    public override string? Id(AwsCloud cloud, AwsScope scope, PropertyMap inputs) =>
        $"arn:{scope.Partition}:iam::{scope.Account}:oidc-provider/{inputs.Text("url")![Scheme.Length..].TrimEnd('/')}";

    public override PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs) => outputs.With("arn", id);

    public override string Taken(string id, PropertyMap inputs) => $"EntityAlreadyExists: Provider with url {inputs.Text("url")} already exists.";
}
