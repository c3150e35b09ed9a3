using Slipway.Components.Fleet;

namespace Slipway.Components.Promotion;

/// <summary>Reads what <c>main</c> pins, for a plan.</summary>
internal static class ReleaseFileReading
{
    /// <summary>What the release file pins; null with a refusal where it is not in order.</summary>
    public static Release? Current(string environment, PromotionFacts facts, ICollection<PromotionRefusal> refusals)
    {
        const string Rule = "release-file";
        if (facts.ReleaseFile is not { } content)
        {
            refusals.Add(new(Rule, $"{FleetNames.ReleaseFile(environment)} is not on main of {facts.Repositories.Infrastructure.Name}.",
                "Add it through a pull request; the fleet's template shows its form."));
            return null;
        }
        try
        {
            return ReleaseFile.Parse(environment, content);
        }
        catch (FormatException problem)
        {
            refusals.Add(new(Rule, $"{problem.Message}.", "Correct the file through a pull request."));
            return null;
        }
    }
}
