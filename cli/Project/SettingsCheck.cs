using Slipway.Stacks.Settings;

namespace Slipway.Cli.Project;

/// <summary>The program's settings, read before the program runs.</summary>
internal static class SettingsCheck
{
    /// <summary>The settings of an environment.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stack">The environment's file.</param>
    /// <param name="config">Its configuration by full key.</param>
    /// <exception cref="UsageException">The configuration has problems; all are named.</exception>
    public static PlatformSettings Read(ProjectFile project, StackFile stack, IReadOnlyDictionary<string, string> config)
    {
        try
        {
            return PlatformSettings.ReadIn(project.Root, stack.Environment, config.GetValueOrDefault);
        }
        catch (SettingsException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}
