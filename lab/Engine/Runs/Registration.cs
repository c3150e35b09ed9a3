using Slipway.Lab.Engine.State;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>What came of registering or reading a resource.</summary>
/// <param name="Status">Whether it is in place.</param>
/// <param name="Handle">Its handle in the state; null when it has none.</param>
/// <param name="Resource">Its state; null when it is not in place.</param>
internal sealed record Registration(RegisterStatus Status, int? Handle, StateResource? Resource)
{
    public static Registration Failed { get; } = new(RegisterStatus.Failed, null, null);

    public static Registration Skipped { get; } = new(RegisterStatus.Skipped, null, null);

    public RegisterResult ToResult(string urn, bool custom) => new()
    {
        Urn = urn,
        Id = !custom ? null : Resource is null || Resource.Id is "" or PropertyJson.UnknownText ? PropertyValue.Unknown : Resource.Id,
        Outputs = custom && Resource is not null ? Resource.Outputs : PropertyMap.Empty,
        Status = Status,
    };
}
