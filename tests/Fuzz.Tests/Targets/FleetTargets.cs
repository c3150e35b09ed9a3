using System.Collections.Immutable;
using Slipway.Checks;
using Slipway.Checks.Compare;
using Slipway.Checks.Flux;
using Slipway.Checks.Kustomize;
using Slipway.Checks.Reports;
using Slipway.Checks.Schemas;
using Slipway.Checks.Yaml;
using Slipway.Components.Fleet;
using Slipway.Components.Promotion;
using YamlDotNet.Core;

namespace Slipway.Fuzz.Tests.Targets;

/// <summary>What reads a fleet repository.</summary>
internal static class FleetTargets
{
    private static readonly VariableSet Variables = new(
    [
        new("a", new VariableValue("one\ntwo", true, "a test")), new("b", new VariableValue("", true, "a test")), new("domain", new VariableValue("dev.example", true, "a test")),
    ]);

    private static readonly string Cluster = Corpus.Bundle(
    [
        ("clusters/dev/apps.yaml", """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: { name: apps, namespace: flux-system }
            spec:
              interval: 10m
              prune: true
              path: ./apps/dev
              sourceRef: { kind: GitRepository, name: flux-system }
              patches: [{ patch: "- op: add\n  path: /data/x\n  value: y", target: { kind: ConfigMap } }]
              postBuild: { substitute: { a: x }, substituteFrom: [{ kind: ConfigMap, name: settings }] }

            """),
        ("clusters/dev/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: flux-system }\ndata: { domain: dev.example }\n"),
        ("apps/dev/kustomization.yaml", "resources: [web.yaml]\nimages: [{ name: web, newTag: 1.2.3 }]\n"),
        ("apps/dev/web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec: { containers: [{ name: web, image: "web:1.0.0", resources: { limits: { memory: 64Mi } }, env: [{ name: HOST, value: "${domain:=x}" }] }] }
            ---
            apiVersion: v1
            kind: Secret
            metadata: { name: s }
            stringData: { k: "ENC[AES256_GCM,data:YQ==,iv:YQ==,tag:YQ==,type:str]" }

            """),
    ]);

    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("YAML of a fleet", Corpus.Files("fleet"), text =>
        {
            foreach (var map in YamlReader.Read("a.yaml", text).Documents.OfType<YamlMap>())
                _ = YamlReader.Read("b.yaml", YamlWriter.Write(map));
        }),
        new("YAML of people and Pulumi", Corpus.Files("fleet").AddRange(Corpus.Files("project")), text => _ = YamlDocuments.Load(new StringReader(text)), typeof(YamlException)),
        new("kustomizations and patches", Corpus.Bundles("kustomize"), text =>
        {
            foreach (var folder in (string[])["", "overlay", "base"])
                _ = Corpus.Unpacked(text).Build(folder);
        }),
        new("a fleet as a whole", [Cluster], text =>
        {
            var (before, after) = (Read(Cluster), Read(text));
            var report = FleetCheck.Of(after, SchemaCatalog.BuiltIn);
            foreach (var write in (Action<TextWriter, CheckReport>[])[TextReport.Write, JsonReport.Write, SarifReport.Write, GitHubReport.Write])
                write(TextWriter.Null, report);
            var comparison = FleetComparison.Of(before, after);
            _ = ComparisonMarkdown.Render(comparison);
            ComparisonText.Write(TextWriter.Null, comparison);
        }),
        new("substitution in objects", ["a: ${a}\nb: [\"${b:=x}\", '${domain^^}']\nc: |\n  ${a:1:2} $$ ${#a}\n", "kind: ConfigMap\nmetadata: { name: x }\ndata: { k: \"${a/o/0} ${a##o*}\" }\n"], text =>
        {
            foreach (var map in YamlReader.Read("a.yaml", text).Documents.OfType<YamlMap>())
                _ = Substitution.Of(map, Variables);
        }),
        new("variable expressions", ["${a} ${b:-x${a}} ${#a} ${a^^} ${a,} ${a:1:-1} ${a#o*} ${a%%x} ${a/b/c} ${a//[ab]*/?} $$ $x"], text => _ = VariableExpression.Replace(text, (_, _) => "one\ntwo"), typeof(VariableException)),
        new("release pins", [Corpus.Release], text => _ = ReleaseFile.Repin("staging", text, Release.Parse("staging", "refs/tags/staging-v1.2.3")), typeof(FormatException)),
    ];

    private static Fleet Read(string bundle) => FleetReader.Read([new FleetRepository("fleet", new FleetTree(Corpus.Unpacked(bundle)))], new FleetOptions());
}
