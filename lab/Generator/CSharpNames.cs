using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator;

/// <summary>Where a type is used: each use has a class of its own, as in the official packages.</summary>
internal enum TypeUse
{
    /// <summary>In the arguments of a resource.</summary>
    Input,

    /// <summary>In the known state given to a resource's <c>Get</c>.</summary>
    State,

    /// <summary>In the outputs of a resource.</summary>
    Output,

    /// <summary>In the plain arguments of a function.</summary>
    PlainArgument,

    /// <summary>In the arguments of a function that may be outputs.</summary>
    Argument,

    /// <summary>In the result of a function.</summary>
    Result,
}

/// <summary>Namespaces, names and C# types by the rules of the official code generator.</summary>
internal sealed class CSharpNames(PackageSchema package)
{
    /// <summary>True for the naming rules of Pulumi.Kubernetes.</summary>
    public bool IsKubernetes => package.Compatibility == "kubernetes20";

    /// <summary>The package's root namespace, e.g. <c>Pulumi.Aws</c>.</summary>
    public string Root { get; } = $"Pulumi.{Pascal(package.Name)}";

    /// <summary>Namespace of a resource or function.</summary>
    public string Namespace(string token) => Join(Root, Space(token));

    /// <summary>Namespace of a resource's argument class.</summary>
    public string ArgsNamespace(string token) => IsKubernetes ? $"{Root}.Types.Inputs.{Space(token)}" : Namespace(token);

    /// <summary>Namespace of an object type in a use; enumerations stand with the resources.</summary>
    public string Namespace(ObjectSchema type, TypeUse use)
    {
        if (type.IsEnum)
            return Namespace(type.Token);
        var folder = use is TypeUse.Output or TypeUse.Result ? "Outputs" : "Inputs";
        return IsKubernetes ? Join($"{Root}.Types.{folder}", Space(type.Token)) : $"{Namespace(type.Token)}.{folder}";
    }

    /// <summary>Class name of an object type in a use.</summary>
    public static string Name(ObjectSchema type, TypeUse use)
    {
        var name = Pascal(Last(type.Token));
        if (type.IsEnum)
            return name;
        return use switch
        {
            TypeUse.Input or TypeUse.PlainArgument => name + "Args",
            TypeUse.State => name + "GetArgs",
            TypeUse.Argument => name + "InputArgs",
            TypeUse.Result => name + "Result",
            _ => name,
        };
    }

    /// <summary>C# name of a property.</summary>
    public static string Name(PropertySchema property) => property.CSharpName ?? Pascal(property.Name);

    /// <summary>Name of the backing field of a property.</summary>
    public static string Field(PropertySchema property) => $"_{property.Name}";

    /// <summary>A wire name as a parameter's name.</summary>
    public static string Parameter(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : $"@{name}";

    /// <summary>Last part of a token.</summary>
    public static string Last(string token) => token.Substring(token.LastIndexOf(':') + 1);

    /// <summary>A name with its first letter in upper case.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The bare C# type, without <c>Input</c> or <c>Output</c> around it.</summary>
    public string Bare(TypeSchema type, TypeUse use) => type.Kind switch
    {
        TypeKind.String => "string",
        TypeKind.Integer => "int",
        TypeKind.Number => "double",
        TypeKind.Boolean => "bool",
        TypeKind.List when use == TypeUse.PlainArgument => $"global::System.Collections.Generic.List<{Bare(type.Element!, use)}>",
        TypeKind.Map when use == TypeUse.PlainArgument => $"global::System.Collections.Generic.Dictionary<string, {Bare(type.Element!, use)}>",
        TypeKind.List => $"global::System.Collections.Immutable.ImmutableArray<{Bare(type.Element!, use)}>",
        TypeKind.Map => $"global::System.Collections.Immutable.ImmutableDictionary<string, {Bare(type.Element!, use)}>",
        TypeKind.Object or TypeKind.Enum => $"global::{Namespace(type.Object!, use)}.{Name(type.Object!, use)}",
        TypeKind.Union => $"global::Pulumi.Union<{Alternatives(type, use)}>",
        TypeKind.Json => "global::System.Text.Json.JsonElement",
        TypeKind.Asset => "global::Pulumi.AssetOrArchive",
        _ => "object",
    };

    /// <summary>The C# type of an input, which may be an output of something else.</summary>
    public string Input(TypeSchema type, TypeUse use) => type.Kind switch
    {
        TypeKind.List => $"global::Pulumi.InputList<{Bare(type.Element!, use)}>",
        TypeKind.Map => $"global::Pulumi.InputMap<{Bare(type.Element!, use)}>",
        TypeKind.Union => $"global::Pulumi.InputUnion<{Alternatives(type, use)}>",
        TypeKind.Json => "global::Pulumi.InputJson",
        _ => $"global::Pulumi.Input<{Bare(type, use)}>",
    };

    /// <summary>The C# type of an output; a list is never null, it is empty or default.</summary>
    public string Output(PropertySchema property, TypeUse use) =>
        Bare(property.Type, use) + (property.Required || property.Type.Kind == TypeKind.List ? "" : "?");

    private string Alternatives(TypeSchema type, TypeUse use) => string.Join(", ", type.Alternatives.Select(a => Bare(a, use)));

    private string Space(string token)
    {
        if (token.StartsWith("pulumi:providers:", StringComparison.Ordinal))
            return "";
        var middle = token.Split(':')[1];
        var module = package.ModuleFormat.Match(middle) is { Success: true } match ? match.Groups[1].Value : middle;
        return package.Namespaces.TryGetValue(module, out var space) ? space : Regex.Replace(Pascal(module), @"[^\w]", "");
    }

    private static string Join(string root, string space) => space.Length == 0 ? root : $"{root}.{space}";
}
