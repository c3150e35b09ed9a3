
namespace Slipway.Stacks.Settings;

/// <summary>Collects what is wrong with a configuration.</summary>
internal sealed class SettingsProblems(YamlPlaces places)
{
    private readonly List<SettingsProblem> _problems = [];

    /// <summary>True when nothing was wrong so far at this key path or below it.</summary>
    public bool NoneIn(string path) => !_problems.Any(p => p.Path.StartsWith(path, StringComparison.Ordinal));

    /// <summary>True when the file has the value at a key path in plain text. A value that is not in the file came from elsewhere, and is not judged.</summary>
    public bool IsPlain(string path) => places.Has(path) && !places.IsSecret(path);

    /// <summary>Notes a problem. What the file keeps encrypted is not quoted back.</summary>
    public void Add(string path, string message) =>
        _problems.Add(new SettingsProblem(path, places.IsSecret(path) ? "is not accepted; its value is secret and not shown" : message, places.Of(path)));

    /// <summary>Ends in an exception when anything was wrong.</summary>
    /// <exception cref="SettingsException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new SettingsException([.. _problems]);
    }
}
