using System.Collections.Immutable;
using Slipway.Infra.Repositories;

namespace Slipway.Stacks.Settings.Sections;

/// <summary>Reads and checks the keys of <c>slipway:fleet</c> by which the owner governs the repositories.</summary>
internal static class GovernanceSection
{
    private const string Fleet = FleetSection.Fleet;

    private static readonly ImmutableArray<string> Keys = ["protect", "reviews", "statusChecks", "automation", "topics", "teams", "environments"];

    // A placeholder; whoever gets it also gets the problem that made it necessary.
    private static readonly AutomationIdentity NoIdentity = AutomationIdentity.OrganizationAdmin;

    /// <summary>Reads the keys where the repositories are owned, and refuses them elsewhere: they would do nothing there.</summary>
    public static FleetGovernance? Read(SettingsReader reader, bool owner)
    {
        if (!owner)
        {
            foreach (var key in Keys.Where(reader.Takes).Where(_ => reader.IsSound("owner")))
                reader.Problem(key, "governs the repositories, which the environment with fleet.owner: true does alone; set it there");
            return null;
        }
        return new()
        {
            Automation = reader.Section("automation", Automation) ?? NoIdentity,
            Protect = reader.Takes("protect") ? reader.OptionalFlag("protect", absent: true) : null,
            Review = new ReviewPolicy
            {
                Approvals = reader.OptionalNumber("reviews", 0, ReviewPolicy.MostApprovals, absent: 1),
                StatusChecks = reader.OptionalTexts("statusChecks", SettingsText.StatusCheck, ""),
            },
            Topics = reader.OptionalTexts("topics", SettingsText.Topic, ""),
            Teams = reader.OptionalSections("teams", [], Team),
            Environments = reader.OptionalSections("environments", [], Environment),
        };
    }

    /// <summary>Notes every broken rule.</summary>
    public static void Check(FleetGovernance governance, SettingsProblems problems)
    {
        Twice("statusChecks", governance.Review.StatusChecks);
        Twice("topics", governance.Topics);
        Twice("teams", governance.Teams.Select(t => t.Team));
        Twice("environments", governance.Environments.Select(e => e.Name));
        if (governance.Topics.Length > 20)
            problems.Add($"{Fleet}.topics", $"names {governance.Topics.Length}; GitHub takes 20 at most");
        for (var i = 0; i < governance.Environments.Length; i++)
        {
            var reviewers = governance.Environments[i].Teams.Length + governance.Environments[i].Users.Length;
            if (reviewers > PromotionEnvironment.MostReviewers)
                problems.Add($"{Fleet}.environments[{i}].reviewers", $"names {reviewers}; GitHub takes {PromotionEnvironment.MostReviewers} at most, teams and users together");
        }

        void Twice(string key, IEnumerable<string> names)
        {
            foreach (var twice in names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
                problems.Add($"{Fleet}.{key}", $"'{twice.Key}' stands {twice.Count()} times");
        }
    }

    private static AutomationIdentity Automation(SettingsReader reader)
    {
        var role = reader.OptionalFlag("organizationAdmin", absent: false);
        var app = reader.OptionalNumber("app", 1, int.MaxValue, absent: 0);
        if (role == app > 0)
            reader.Problem("", "names one identity: app with a GitHub App's id, or organizationAdmin: true");
        return app > 0 ? AutomationIdentity.OfApp(app) : AutomationIdentity.OrganizationAdmin;
    }

    private static TeamAccess Team(SettingsReader reader) => new(
        reader.Text("team", SettingsText.Slug, ""),
        reader.Text("permission", SettingsText.Choice<TeamPermission>, TeamPermission.Pull));

    private static PromotionEnvironment Environment(SettingsReader reader)
    {
        var name = reader.Text("name", SettingsText.Environment, "");
        var none = new PromotionEnvironment(name, [], []);
        return reader.OptionalSection("reviewers", none, reviewers => new PromotionEnvironment(
            name,
            reviewers.OptionalTexts("teams", SettingsText.Slug, ""),
            reviewers.OptionalTexts("users", SettingsText.Login, "")));
    }
}
