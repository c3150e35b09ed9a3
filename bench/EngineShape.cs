using System.Collections.Immutable;
using System.Globalization;
using Pulumi;
using Pulumi.Aws.Iam;
using Slipway.Lab;
using Slipway.Lab.Engine;

namespace Slipway.Bench;

/// <summary>A program of many resources in one shape.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Changed">The resource that the changed program changes.</param>
/// <param name="MakeAll">Makes so many resources, and changes the one of that number; -1 for none.</param>
internal sealed record EngineShape(string Name, Func<int, int> Changed, Action<int, int> MakeAll)
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    /// <summary>Every resource waits for the one before; all wait for one; and each waits for up to three earlier ones.</summary>
    public static ImmutableArray<EngineShape> All { get; } =
    [
        new("chain", size => size / 2, Chain), new("fan", _ => 0, Fan), new("random", size => size / 2, RandomGraph),
    ];

    /// <summary>The program.</summary>
    /// <param name="size">How many resources it makes.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="isChanged">True for the program with one change.</param>
    public EngineProgram Of(int size, string folder, bool isChanged) => async (monitor, dryRun, cancellation) =>
    {
        var options = new ProgramOptions { Project = "bench", Stack = "bench", RootDirectory = folder, DryRun = dryRun };
        var outcome = await ProgramRunner.RunAsync(monitor, options, () =>
        {
            MakeAll(size, isChanged ? Changed(size) : -1);
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        }, cancellation).ConfigureAwait(false);
        return outcome.Errors;
    };

    private static void Chain(int size, int changed)
    {
        Role? last = null;
        for (var i = 0; i < size; i++)
            last = Make(i, changed, last is null ? [] : [last]);
    }

    private static void Fan(int size, int changed)
    {
        var hub = Make(0, changed, []);
        for (var i = 1; i < size; i++)
            _ = new RolePolicyAttachment($"attachment-{i}", new RolePolicyAttachmentArgs { Role = hub.Name, PolicyArn = $"arn:aws:iam::aws:policy/Policy{i}" });
    }

    private static void RandomGraph(int size, int changed)
    {
        // The same graph each time.
        var random = new Random(size);
        var roles = new List<Role>(size);
        for (var i = 0; i < size; i++)
            roles.Add(Make(i, changed, i == 0 ? [] : [.. Enumerable.Range(0, random.Next(4)).Select(_ => roles[random.Next(i)]).Distinct()]));
    }

    private static Role Make(int number, int changed, IReadOnlyList<Role> needs)
    {
        var tags = new InputMap<string> { ["number"] = number.ToString(CultureInfo.InvariantCulture) };
        for (var i = 0; i < needs.Count; i++)
            tags.Add($"needs-{i}", needs[i].Name);
        if (number == changed)
            tags.Add("changed", "yes");
        return new Role($"role-{number}", new RoleArgs { AssumeRolePolicy = Trust, Tags = tags });
    }
}
