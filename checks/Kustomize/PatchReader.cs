using Slipway.Checks.Yaml;

namespace Slipway.Checks.Kustomize;

/// <summary>Reads the patches of a kustomization.</summary>
internal static class PatchReader
{
    public static PatchRule? Read(FieldReader patch)
    {
        var (path, text) = (patch.Scalar("path"), patch.Scalar("patch"));
        var target = patch.Fields("target") is { } fields ? ReadTarget(fields) : null;
        var options = patch.Fields("options");
        var rule = new PatchRule(patch.Place, path, text, target, options?.Flag("allowNameChange") ?? false, options?.Flag("allowKindChange") ?? false);
        options?.Close();
        patch.Close();
        var empty = string.IsNullOrWhiteSpace(text?.Text);
        if (path is null == empty)
        {
            patch.Report(SourceProblemKind.InvalidField, patch.Place, path is null ? "a patch has neither text nor path" : "a patch has both a text and a path", "give it either 'patch' or 'path'");
            return null;
        }
        return rule with { Text = empty ? null : text };
    }

    private static Selector ReadTarget(FieldReader target)
    {
        var everything = LabelSelector.Parse("")!;
        var selector = new Selector(target.Place, target.Pattern("group"), target.Pattern("version"), target.Pattern("kind"), target.Pattern("name"), target.Pattern("namespace"),
            target.Selector("labelSelector") ?? everything, target.Selector("annotationSelector") ?? everything);
        target.Close();
        return selector;
    }
}
