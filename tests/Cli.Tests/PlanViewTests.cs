using System.Collections.Immutable;
using Slipway.Cli.Lab.View;
using Slipway.Lab.Engine;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Cli.Tests;

public sealed class PlanViewTests
{
    private const string Stack = "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev";
    private const string Network = "urn:pulumi:dev::slipway::slipway:infra:Network::network";

    [Fact]
    public void Changes_stand_under_the_components_they_belong_to() => Assert.Equal(
        """
           pulumi:pulumi:Stack       slipway-dev
           └─ slipway:infra:Network  network
         +    ├─ aws:ec2:Subnet      network-a
         ~    └─ aws:ec2:Vpc         network-vpc  [tags.team]

        Resources:
           + 1 create
           ~ 1 update
             3 unchanged

        """.ReplaceLineEndings("\n"),
        Written(diff: false,
            Step(Stack, "pulumi:pulumi:Stack", StepOp.Same, ""),
            Step($"{Network}$aws:ec2/vpc:Vpc::network-vpc", "aws:ec2/vpc:Vpc", StepOp.Update, Network, new PropertyChange("tags.team", DiffKind.Update, "a", "b")),
            Step(Network, "slipway:infra:Network", StepOp.Same, Stack),
            Step("urn:pulumi:dev::slipway::aws:ec2/eip:Eip::untouched", "aws:ec2/eip:Eip", StepOp.Same, Stack),
            Step($"{Network}$aws:ec2/subnet:Subnet::network-a", "aws:ec2/subnet:Subnet", StepOp.Create, Network)));

    [Fact]
    public void The_order_of_the_run_does_not_show()
    {
        Step[] steps =
        [
            Step(Stack, "pulumi:pulumi:Stack", StepOp.Create, ""),
            Step("urn:pulumi:dev::slipway::a:b:C::one", "a:b:C", StepOp.Create, Stack),
            Step("urn:pulumi:dev::slipway::a:b:C::two", "a:b:C", StepOp.Create, Stack),
        ];

        Assert.Equal(Written(diff: false, steps), Written(diff: false, [.. steps.Reverse()]));
    }

    [Fact]
    public void A_provider_that_nobody_declared_is_not_shown() =>
        Assert.DoesNotContain("default_7", Written(diff: false, Step("urn:pulumi:dev::slipway::pulumi:providers:aws::default_7_48_0", "pulumi:providers:aws", StepOp.Create, "")), StringComparison.Ordinal);

    [Fact]
    public void A_text_of_several_lines_is_compared_line_by_line() => Assert.Equal(
        ["~ content:", "      b", "      c", "    - d", "    + x", "      e", "      f"],
        ChangeText.Of(new PropertyChange("content", DiffKind.Update, "a\nb\nc\nd\ne\nf\ng", "a\nb\nc\nx\ne\nf\ng")));

    [Theory]
    [InlineData(DiffKind.Add, "+ a: \"new\"")]
    [InlineData(DiffKind.Delete, "- a: \"old\"")]
    [InlineData(DiffKind.UpdateReplace, "~ a: \"old\" => \"new\"  (replaces)")]
    public void A_change_says_what_becomes_of_what(DiffKind kind, string line) =>
        Assert.Equal([line], ChangeText.Of(new PropertyChange("a", kind, "old", "new")));

    [Fact]
    public void A_secret_or_an_escape_never_reaches_the_terminal() => Assert.Equal(
        [@"~ a\u001b[31m: [secret] => ""\u001B[0m"""],
        ChangeText.Of(new PropertyChange("a\u001b[31m", DiffKind.Update, PropertyValue.Secret("hidden"), "\u001b[0m")));

    private static Step Step(string urn, string type, StepOp op, string parent, params PropertyChange[] changes) =>
        new(urn, type, op, [.. changes]) { Parent = parent };

    private static string Written(bool diff, params Step[] steps)
    {
        using var output = new StringWriter { NewLine = "\n" };
        PlanView.Write(output, new UpdateResult { Status = UpdateStatus.Succeeded, Steps = [.. steps], Diagnostics = ImmutableArray<Diagnostic>.Empty }, diff);
        return output.ToString();
    }
}
