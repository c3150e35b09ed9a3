using System.Collections.Immutable;

namespace Slipway.Components.Promotion;

/// <summary>Something of each of the fleet's two repositories.</summary>
/// <param name="Infrastructure">The infrastructure repository's.</param>
/// <param name="Apps">The apps repository's.</param>
public sealed record FleetPair<T>(T Infrastructure, T Apps)
{
    /// <summary>Both roles, the infrastructure repository first.</summary>
    public static ImmutableArray<FleetRole> Roles { get; } = [FleetRole.Infrastructure, FleetRole.Apps];

    /// <summary>That of one repository.</summary>
    public T this[FleetRole role] => role == FleetRole.Infrastructure ? Infrastructure : Apps;

    /// <summary>What a function makes of each.</summary>
    public FleetPair<TResult> Select<TResult>(Func<FleetRole, T, TResult> make) =>
        new(make(FleetRole.Infrastructure, Infrastructure), make(FleetRole.Apps, Apps));
}
