using System.Collections.Immutable;
using Slipway.Lab.Wire;

namespace Pulumi.Serialization;

/// <summary>
/// Former identities. What a resource names itself goes over the seam as it is; what follows from a parent's former identities goes as
/// whole URNs: the child under each former parent, renamed with it when its name starts with the parent's.
/// </summary>
internal static class AliasResolution
{
    /// <summary>All former URNs of a resource, its parents' former identities included; null when there are none.</summary>
    public static Task<ImmutableArray<string>>? Start(ProgramContext program, Resource resource, ResourceOptions options) =>
        options.AliasesOrNone.Count == 0 && options.Parent?.AliasUrns is null ? null : UrnsAsync(program, resource, options);

    /// <summary>The former identities to send.</summary>
    public static async Task<ImmutableArray<AliasSpec>> SpecsAsync(Resource resource, ResourceOptions options)
    {
        if (options.AliasesOrNone.Count == 0 && resource.AliasUrns is null)
            return [];
        var specs = ImmutableArray.CreateBuilder<AliasSpec>();
        foreach (var alias in await ResolveAsync(options).ConfigureAwait(false))
            specs.Add(await SpecAsync(alias).ConfigureAwait(false));
        if (options.Parent?.AliasUrns is not null && resource.AliasUrns is { } all)
        {
            foreach (var urn in await all.ConfigureAwait(false))
                specs.Add(new AliasSpec { Urn = urn });
        }
        return specs.ToImmutable();
    }

    private static async Task<ImmutableArray<string>> UrnsAsync(ProgramContext program, Resource resource, ResourceOptions options)
    {
        var type = resource.GetResourceType();
        var name = resource.GetResourceName();
        var parentUrn = options.Parent is null ? "" : (await options.Parent.Urn.Data.ConfigureAwait(false)).Value;
        var urns = new List<string>();
        foreach (var alias in await ResolveAsync(options).ConfigureAwait(false))
        {
            var spec = await SpecAsync(alias).ConfigureAwait(false);
            urns.Add(spec.Urn.Length > 0 ? spec.Urn : Urn.Compose(
                Or(spec.Stack, program.Options.Stack),
                Or(spec.Project, program.Options.Project),
                spec.NoParent ? "" : Or(spec.ParentUrn, parentUrn),
                Or(spec.Type, type),
                Or(spec.Name, name)));
        }

        if (options.Parent?.AliasUrns is { } formerParents)
        {
            var parentName = options.Parent.GetResourceName();
            var identities = urns.Select(urn => (Name: Urn.NameOf(urn), Type: Urn.TypeOf(urn))).Prepend((Name: name, Type: type)).Distinct().ToList();
            foreach (var formerParent in await formerParents.ConfigureAwait(false))
                urns.AddRange(identities.Select(identity => UnderFormerParent(formerParent, parentName, identity.Name, identity.Type)));
        }
        return [.. urns.Distinct()];
    }

    private static string UnderFormerParent(string formerParent, string parentName, string name, string type)
    {
        var renamed = name.StartsWith(parentName, StringComparison.Ordinal) ? Urn.NameOf(formerParent) + name[parentName.Length..] : name;
        var parts = formerParent["urn:pulumi:".Length..].Split("::", 3);
        return Urn.Compose(parts[0], parts[1], formerParent, type, renamed);
    }

    /// <summary>The aliases that are known; one that is not names nothing that could exist.</summary>
    private static async Task<List<Alias>> ResolveAsync(ResourceOptions options)
    {
        var aliases = new List<Alias>();
        foreach (var alias in options.AliasesOrNone)
        {
            if (await alias.ToOutput().Data.ConfigureAwait(false) is { IsKnown: true, Value: { } known })
                aliases.Add(known);
        }
        return aliases;
    }

    private static async Task<AliasSpec> SpecAsync(Alias alias)
    {
        if (alias.Urn is { } urn)
        {
            return alias is { Name: null, Type: null, Stack: null, Project: null, Parent: null, ParentUrn: null, NoParent: false }
                ? new AliasSpec { Urn = urn }
                : throw new ArgumentException($"An alias with a whole URN ({urn}) must have nothing else set.");
        }
        if ((alias.Parent is null ? 0 : 1) + (alias.ParentUrn is null ? 0 : 1) + (alias.NoParent ? 1 : 0) > 1)
            throw new ArgumentException("An alias may have only one of Parent, ParentUrn and NoParent set.");
        return new AliasSpec
        {
            Name = await TextAsync(alias.Name).ConfigureAwait(false),
            Type = await TextAsync(alias.Type).ConfigureAwait(false),
            Stack = await TextAsync(alias.Stack).ConfigureAwait(false),
            Project = await TextAsync(alias.Project).ConfigureAwait(false),
            ParentUrn = alias.Parent is { } parent ? (await parent.Urn.Data.ConfigureAwait(false)).Value : await TextAsync(alias.ParentUrn).ConfigureAwait(false),
            NoParent = alias.NoParent,
        };
    }

    private static async Task<string> TextAsync(Input<string>? text) => (await text.ToOutput().Data.ConfigureAwait(false)).Value ?? "";

    private static string Or(string given, string otherwise) => given.Length > 0 ? given : otherwise;
}
