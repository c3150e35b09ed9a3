using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator;

/// <summary>Writes a resource with its arguments and its state.</summary>
internal sealed class ResourceCode(PackageSchema package, CSharpNames names, CodeText code)
{
    private const string Options = "global::Pulumi.CustomResourceOptions? options";

    /// <summary>The provider and its arguments.</summary>
    public void Provider()
    {
        var provider = package.Provider;
        code.Line().Block($"namespace {names.Root}", () =>
        {
            Class(provider, "Provider", "global::Pulumi.ProviderResource", () =>
            {
                code.Line($"public Provider(string name, ProviderArgs? args = null, {Options} = null)")
                    .Continue($": base({ClassCode.Literal(package.Name)}, name, args ?? new ProviderArgs(), MakeResourceOptions(options, \"\"))").Empty();
            });
            code.Line();
            new ClassCode(names, code).Args("ProviderArgs", "ResourceArgs", provider.Inputs, TypeUse.Input, json: true);
        });
    }

    /// <summary>A resource, its arguments and, except for Kubernetes, its state.</summary>
    public void Resource(ResourceSchema resource)
    {
        var name = CSharpNames.Pascal(CSharpNames.Last(resource.Token));
        var (space, argsSpace) = (names.Namespace(resource.Token), names.ArgsNamespace(resource.Token));
        code.Line().Block($"namespace {space}", () =>
        {
            if (names.IsKubernetes)
                Class(resource, name, $"global::{names.Root}.KubernetesResource", () => KubernetesConstructors(resource, name, $"global::{argsSpace}.{name}Args"));
            else
                Class(resource, name, "global::Pulumi.CustomResource", () => Constructors(resource, name));
            if (!names.IsKubernetes)
            {
                code.Line();
                new ClassCode(names, code).Args($"{name}State", "ResourceArgs", TypeUses.State(resource), TypeUse.State, optional: true);
            }
        });
        code.Line().Block($"namespace {argsSpace}", () => new ClassCode(names, code).Args($"{name}Args", "ResourceArgs", resource.Inputs, TypeUse.Input));
    }

    private void Class(ResourceSchema resource, string name, string baseClass, Action constructors)
    {
        code.Summary(resource.Description).Line($"[global::{names.Root}.{CSharpNames.Pascal(package.Name)}ResourceType({ClassCode.Literal(resource.Token)})]");
        code.Block($"public partial class {name} : {baseClass}", () =>
        {
            foreach (var property in resource.Outputs.Properties.Values)
            {
                code.Summary(property.Description).Line($"[global::Pulumi.Output({ClassCode.Literal(property.Name)})]");
                code.Line($"public global::Pulumi.Output<{names.Output(property, TypeUse.Output)}> {CSharpNames.Name(property)} {{ get; private set; }} = null!;").Line();
            }
            constructors();
            code.Line();
            MakeOptions(resource);
        });
    }

    private void Constructors(ResourceSchema resource, string name)
    {
        var (token, args) = (ClassCode.Literal(resource.Token), Args(resource, $"{name}Args"));
        code.Line($"public {name}(string name, {args}, {Options} = null)")
            .Continue($": base({token}, name, args ?? new {name}Args(), MakeResourceOptions(options, \"\"))").Empty();
        code.Line().Line($"private {name}(string name, global::Pulumi.Input<string> id, {name}State? state = null, {Options} = null)")
            .Continue($": base({token}, name, state, MakeResourceOptions(options, id))").Empty();
        code.Line().Line($"public static {name} Get(string name, global::Pulumi.Input<string> id, {name}State? state = null, {Options} = null) =>")
            .Continue($"new {name}(name, id, state, options);");
    }

    // Objects of Kubernetes name their own kind, and are read without a known state.
    private void KubernetesConstructors(ResourceSchema resource, string name, string argsType)
    {
        var token = ClassCode.Literal(resource.Token);
        code.Line($"public {name}(string name, {argsType}? args = null, {Options} = null)")
            .Continue($": base({token}, name, MakeArgs(args), MakeResourceOptions(options, \"\"))").Empty();
        code.Line().Line($"private {name}(string name, global::Pulumi.Input<string> id, {Options} = null)")
            .Continue($": base({token}, name, null, MakeResourceOptions(options, id))").Empty();
        code.Line().Line($"public static {name} Get(string name, global::Pulumi.Input<string> id, {Options} = null) => new {name}(name, id, options);");
        code.Line().Block($"private static {argsType} MakeArgs({argsType}? args)", () =>
        {
            code.Line($"args ??= new {argsType}();");
            foreach (var property in resource.Inputs.Properties.Values.Where(p => p.Const is not null))
                code.Line($"args.{CSharpNames.Name(property)} = {ClassCode.Literal(property.Const!)};");
            code.Line("return args;");
        });
    }

    private void MakeOptions(ResourceSchema resource)
    {
        code.Block($"private static global::Pulumi.CustomResourceOptions MakeResourceOptions({Options}, global::Pulumi.Input<string>? id)", () =>
        {
            code.Line("var defaults = new global::Pulumi.CustomResourceOptions { Version = global::" + names.Root + ".Utilities.Version };");
            foreach (var property in resource.Outputs.Properties.Values.Where(p => p.Secret))
                code.Line($"defaults.AdditionalSecretOutputs.Add({ClassCode.Literal(property.Name)});");
            code.Line("var merged = global::Pulumi.CustomResourceOptions.Merge(defaults, options);");
            code.Line("merged.Id = id ?? merged.Id;").Line("return merged;");
        });
    }

    private static string Args(ResourceSchema resource, string type) =>
        resource.Inputs.Properties.Values.Any(p => p.Required) ? $"{type} args" : $"{type}? args = null";
}
