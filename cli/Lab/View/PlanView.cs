using Slipway.Lab.Engine;

namespace Slipway.Cli.Lab.View;

/// <summary>What a run did or would do, as text.</summary>
internal static class PlanView
{
    /// <summary>Writes a line for each resource that changes, with its properties when asked for, then the counts.</summary>
    public static void Write(TextWriter output, UpdateResult result, bool diff)
    {
        var lines = PlanTree.Of(result.Steps).ToList();
        var width = lines.Select(l => l.Lines.Length + StepLine.ShortType(l.Step.Type).Length).DefaultIfEmpty(0).Max();
        foreach (var (step, lead) in lines)
        {
            output.WriteLine($"{StepLine.Sign(step.Op)} {(lead + StepLine.ShortType(step.Type)).PadRight(width)}  {StepLine.Name(step.Urn)}{Note(step, diff)}");
            foreach (var change in diff ? step.Changes : [])
            {
                foreach (var line in ChangeText.Of(change))
                    output.WriteLine($"       {line}");
            }
        }
        if (lines.Count > 0)
            output.WriteLine();
        Counts(output, result);
    }

    /// <summary>Writes how many resources each operation is done to.</summary>
    public static void Counts(TextWriter output, UpdateResult result)
    {
        output.WriteLine("Resources:");
        var counts = result.Steps.Where(StepLine.IsDeclared).GroupBy(s => s.Op).OrderBy(g => g.Key == StepOp.Same).ThenBy(g => g.Key).ToList();
        foreach (var group in counts)
            output.WriteLine($"  {StepLine.Sign(group.Key)} {group.Count()} {StepLine.Counted(group.Key)}");
        if (counts.Count == 0)
            output.WriteLine("     none");
    }

    private static string Note(Step step, bool diff) => step switch
    {
        { Op: StepOp.Update or StepOp.Replace, Changes.IsEmpty: false } when !diff => $"  [{string.Join(", ", step.Changes.Select(c => Terminal.Harmless(c.Path)))}]",
        { Retained: true } => "  [stays in the cloud]",
        _ => "",
    };
}
