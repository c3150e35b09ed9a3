using Pulumi.Github;

namespace Slipway.Infra.Repositories;

/// <summary>
/// Facts about one environment that the workflows of a repository need, as variables of GitHub Actions: nobody copies an ARN by hand.
/// </summary>
public sealed class ActionsFacts : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "slipway:infra:ActionsFacts";

    /// <summary>Sets the variables. Children are named <c>{name}-{fact}</c>.</summary>
    public ActionsFacts(string name, ActionsFactsArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        foreach (var (fact, value) in args.Facts.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            _ = new ActionsVariable($"{name}-{fact}", new ActionsVariableArgs
            {
                Repository = args.Repository,
                VariableName = VariableName(args.Environment, fact),
                Value = value,
            }, this.Child());
        }
        RegisterOutputs();
    }

    /// <summary>Name of the variable with a fact, e.g. <c>SLIPWAY_PROD_CLUSTER_NAME</c>. GitHub keeps names in upper case.</summary>
    /// <param name="environment">The environment, a DNS label.</param>
    /// <param name="fact">The fact, e.g. <c>cluster-name</c>.</param>
    public static string VariableName(string environment, string fact) => $"SLIPWAY_{environment}_{fact}".Replace('-', '_').ToUpperInvariant();
}
