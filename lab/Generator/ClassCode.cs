using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator;

/// <summary>Writes the classes that hold properties: arguments, states, outputs and enumerations.</summary>
internal sealed class ClassCode(CSharpNames names, CodeText code)
{
    /// <summary>A class of arguments.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="baseClass">Its base class in the namespace Pulumi.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="use">Where it is used.</param>
    /// <param name="optional">True when nothing is required, as in a state.</param>
    /// <param name="json">True when what is no text crosses the wire as JSON, as in a provider's arguments.</param>
    public void Args(string name, string baseClass, ObjectSchema type, TypeUse use, bool optional = false, bool json = false)
    {
        var modifier = names.IsKubernetes && use == TypeUse.Input && !json ? "" : "sealed ";
        code.Summary(type.Description).Block($"public {modifier}partial class {name} : global::Pulumi.{baseClass}", () =>
        {
            foreach (var property in type.Properties.Values)
            {
                Argument(property, use, property.Required && !optional, json && property.Type.Kind != TypeKind.String);
                code.Line();
            }
            code.Block($"public {name}()", () => { });
            code.Line().Line($"public static new {name} Empty => new {name}();");
        });
    }

    /// <summary>A class of outputs.</summary>
    public void Outputs(string name, ObjectSchema type, TypeUse use)
    {
        var properties = type.Properties.Values.ToList();
        code.Summary(type.Description).Line("[global::Pulumi.OutputType]").Block($"public sealed partial class {name}", () =>
        {
            foreach (var property in properties)
                code.Summary(property.Description).Line($"public readonly {names.Output(property, use)} {CSharpNames.Name(property)};");
            code.Line().Line("[global::Pulumi.OutputConstructor]");
            var parameters = string.Join(", ", properties.Select(p => $"{names.Output(p, use)} {CSharpNames.Parameter(p.Name)}"));
            code.Block($"private {name}({parameters})", () =>
            {
                foreach (var property in properties)
                    code.Line($"this.{CSharpNames.Name(property)} = {CSharpNames.Parameter(property.Name)};");
            });
        });
    }

    /// <summary>A string enumeration.</summary>
    public void Enum(ObjectSchema type)
    {
        var name = CSharpNames.Name(type, TypeUse.Output);
        code.Summary(type.Description).Line("[global::Pulumi.EnumType]").Block($"public readonly struct {name} : global::System.IEquatable<{name}>", () =>
        {
            code.Line("private readonly string _value;").Line();
            code.Line($"private {name}(string value) => _value = value;").Line();
            foreach (var value in type.Values)
                code.Line($"public static {name} {value.Name} {{ get; }} = new {name}({Literal(value.Value)});").Line();
            code.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
            code.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);").Line();
            code.Line($"public static explicit operator string({name} value) => value._value;").Line();
            code.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);").Line();
            code.Line($"public bool Equals({name} other) => string.Equals(_value, other._value, global::System.StringComparison.Ordinal);").Line();
            code.Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;").Line();
            code.Line("public override string ToString() => _value;");
        });
    }

    /// <summary>A text as a C# literal.</summary>
    public static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private void Argument(PropertySchema property, TypeUse use, bool required, bool json)
    {
        var attribute = $"[global::Pulumi.Input({Literal(property.Name)}{(required ? ", required: true" : "")}{(json ? ", json: true" : "")})]";
        var (name, field) = (CSharpNames.Name(property), CSharpNames.Field(property));
        var plain = use == TypeUse.PlainArgument || property.Plain;
        var type = plain ? names.Bare(property.Type, use) : names.Input(property.Type, use);
        var collection = property.Type.Kind is TypeKind.List or TypeKind.Map;
        if (!collection && (plain || !property.Secret))
        {
            code.Summary(property.Description).Line(attribute);
            var isValue = plain && property.Type.Kind is TypeKind.Integer or TypeKind.Number or TypeKind.Boolean;
            code.Line(required ? $"public {type} {name} {{ get; set; }}{(isValue ? "" : " = null!;")}" : $"public {type}? {name} {{ get; set; }}");
            return;
        }
        code.Line(attribute).Line($"private {type}? {field};").Line().Summary(property.Description);
        code.Block($"public {type}{(collection ? "" : "?")} {name}", () =>
        {
            code.Line(collection ? $"get => {field} ??= new {type}();" : $"get => {field};");
            // What is assigned becomes secret; what a collection initializer adds is covered by the secret outputs, as officially.
            code.Line(property.Secret && !plain
                ? $"set => {field} = value is null ? null : ({type})global::Pulumi.Output.CreateSecret(global::Pulumi.InputExtensions.ToOutput(value));"
                : $"set => {field} = value;");
        });
    }
}
