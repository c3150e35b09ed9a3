using System.Globalization;
using Slipway.Lab.Engine;

namespace Slipway.Cli.Lab.View;

/// <summary>What a run did, and what the environment gives out.</summary>
internal static class SummaryView
{
    /// <summary>Writes outputs, counts and time; with every property that changed when asked for.</summary>
    public static void Write(TextWriter output, UpdateResult result, bool diff)
    {
        if (diff)
            PlanView.Write(output, result, diff);
        if (result.StackOutputs.Count > 0)
        {
            output.WriteLine("Outputs:");
            OutputsView.Write(output, result.StackOutputs, showSecrets: false);
            output.WriteLine();
        }
        if (!diff)
            PlanView.Counts(output, result);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Duration: {result.Duration.TotalSeconds:0.0}s"));
    }
}
