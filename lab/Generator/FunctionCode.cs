using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator;

/// <summary>Writes a function with its arguments, unless it takes none, and its result.</summary>
internal sealed class FunctionCode(CSharpNames names, CodeText code)
{
    /// <summary>The function.</summary>
    public void Function(FunctionSchema function) => code.Line().Block($"namespace {names.Namespace(function.Token)}", () =>
    {
        var name = CSharpNames.Pascal(CSharpNames.Last(function.Token));
        var classes = new ClassCode(names, code);
        code.Summary(function.Description).Block($"public static class {name}", () =>
        {
            Invoke(function, name, "Task", "InvokeAsync", "Args", "InvokeOptions");
            Invoke(function, name, "Output", "Invoke", "InvokeArgs", "InvokeOptions");
            Invoke(function, name, "Output", "Invoke", "InvokeArgs", "InvokeOutputOptions");
        });
        code.Line();
        if (function.Inputs.Properties.Count > 0)
        {
            classes.Args($"{name}Args", "InvokeArgs", function.Inputs, TypeUse.PlainArgument);
            code.Line();
            classes.Args($"{name}InvokeArgs", "InvokeArgs", function.Inputs, TypeUse.Argument);
            code.Line();
        }
        classes.Outputs($"{name}Result", function.Outputs, TypeUse.Result);
    });

    private void Invoke(FunctionSchema function, string name, string wrapper, string method, string args, string options)
    {
        var returned = wrapper == "Task" ? $"global::System.Threading.Tasks.Task<{name}Result>" : $"global::Pulumi.Output<{name}Result>";
        var optionsMayLack = options == "InvokeOptions";
        var parameters = optionsMayLack ? "global::Pulumi.InvokeOptions? options = null" : $"global::Pulumi.{options} options";
        var argument = "global::Pulumi.InvokeArgs.Empty";
        if (function.Inputs.Properties.Count > 0)
        {
            var argsMayLack = optionsMayLack && !function.Inputs.Properties.Values.Any(p => p.Required);
            parameters = $"{name}{args}{(argsMayLack ? "? args = null" : " args")}, {parameters}";
            argument = $"args ?? new {name}{args}()";
        }
        code.Line($"public static {returned} {method}({parameters}) =>");
        code.Continue($"global::Pulumi.Deployment.Instance.{method}<{name}Result>({ClassCode.Literal(function.Token)}, {argument}, options.WithDefaults());").Line();
    }
}
