using Slipway.Checks.Schemas;

namespace Slipway.Checks.Tests.Schemas;

public sealed class SchemaFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-schemas-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_CRD_of_the_folder_is_held()
    {
        Write("crds.yaml", """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: { name: widgets.example.com }
            spec:
              group: example.com
              names: { kind: Widget, plural: widgets }
              scope: Cluster
              versions:
              - name: v1
                served: true
                storage: true
                schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }
            """);

        Assert.Equal(["metadata.namespace", "spec.sizes"], Problems("{ apiVersion: example.com/v1, kind: Widget, metadata: { name: a, namespace: b }, spec: { sizes: 1 } }").Select(p => p.Path).Order());
    }

    [Theory]
    [InlineData("widget-example-v1.json")]
    [InlineData("widget-example.com-v1.json")]
    [InlineData("example.com/widget_v1.json")]
    public void A_JSON_schema_is_found_by_its_name(string name)
    {
        Write(name, """{ "type": "object", "properties": { "spec": { "type": ["object", "null"], "properties": { "size": { "oneOf": [{ "type": "string" }, { "type": "integer" }] } }, "additionalProperties": false } } }""");

        Assert.Equal(["spec.size", "spec.sizes"], Problems("{ apiVersion: example.com/v1, kind: Widget, metadata: { name: a }, spec: { size: true, sizes: 1 }, more: 1 }").Select(p => p.Path).Order());
    }

    [Fact]
    public void The_folder_goes_before_what_ships_with_the_product()
    {
        Write("alert-notification-v1beta3.json", """{ "type": "object", "required": ["mine"] }""");

        Assert.Equal("mine", Assert.Single(Problems("{ apiVersion: notification.toolkit.fluxcd.io/v1beta3, kind: Alert, metadata: { name: a } }")).Path);
    }

    [Fact]
    public void A_schema_that_cannot_be_followed_is_named_with_its_place()
    {
        Write("widget-example-v1.json", """{ "$ref": "_definitions.json" }""");

        var refused = Assert.Throws<SchemaException>(() => Problems("{ apiVersion: example.com/v1, kind: Widget, metadata: { name: a } }"));

        Assert.Contains("widget-example-v1.json:1:11: the keyword '$ref' is not supported", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() => Assert.Throws<DirectoryNotFoundException>(() => SchemaCatalog.BuiltIn.WithFolder(Path.Combine(_folder, "none")));

    private IReadOnlyList<SchemaProblem> Problems(string yaml) => new ObjectValidator(SchemaCatalog.BuiltIn.WithFolder(_folder)).Validate(Manifest.Of(yaml));

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
