using Slipway.Lab.Schema;

namespace Slipway.Lab.Generator;

/// <summary>Writes a function with its arguments and its result.</summary>
internal sealed class FunctionCode(CSharpNames names, CodeText code)
{
    /// <summary>The function.</summary>
    public void Function(FunctionSchema function) => code.Line().Block($"namespace {names.Namespace(function.Token)}", () =>
    {
        var name = CSharpNames.Pascal(CSharpNames.Last(function.Token));
        var optional = !function.Inputs.Properties.Values.Any(p => p.Required);
        code.Summary(function.Description).Block($"public static class {name}", () =>
        {
            Invoke(function, name, "Task", "InvokeAsync", "Args", optional, "InvokeOptions");
            Invoke(function, name, "Output", "Invoke", "InvokeArgs", optional, "InvokeOptions");
            Invoke(function, name, "Output", "Invoke", "InvokeArgs", false, "InvokeOutputOptions");
        });
        var classes = new ClassCode(names, code);
        code.Line();
        classes.Args($"{name}Args", "InvokeArgs", function.Inputs, TypeUse.PlainArgument);
        code.Line();
        classes.Args($"{name}InvokeArgs", "InvokeArgs", function.Inputs, TypeUse.Argument);
        code.Line();
        classes.Outputs($"{name}Result", function.Outputs, TypeUse.Result);
    });

    private void Invoke(FunctionSchema function, string name, string wrapper, string method, string args, bool optional, string options)
    {
        var returned = wrapper == "Task" ? $"global::System.Threading.Tasks.Task<{name}Result>" : $"global::Pulumi.Output<{name}Result>";
        var optionsParameter = options == "InvokeOptions" ? "global::Pulumi.InvokeOptions? options = null" : $"global::Pulumi.{options} options";
        code.Line($"public static {returned} {method}({name}{args}{(optional ? "? args = null" : " args")}, {optionsParameter}) =>");
        code.Continue($"global::Pulumi.Deployment.Instance.{method}<{name}Result>({ClassCode.Literal(function.Token)}, args ?? new {name}{args}(), options.WithDefaults());").Line();
    }
}
