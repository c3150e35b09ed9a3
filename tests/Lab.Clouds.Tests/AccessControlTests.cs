using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class ClusterRoles : IDisposable
{
    private const string Role = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole";
    private const string Binding = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";

    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_role_is_an_object_of_the_whole_cluster()
    {
        var cluster = await Connect();
        var role = await cluster.Create(Role, RoleOf(Map(("apiGroups", List("source.toolkit.fluxcd.io")), ("resources", List("*")), ("verbs", List("get", "list")))));
        var binding = await cluster.Create(Binding, BindingOf("Group", null));

        Assert.Equal("flux-readers", role.Id);
        Assert.Equal(role.Outputs, (await cluster.Read(role))!.Outputs);
        Assert.Contains((await cluster.Diff(binding, binding.Inputs.With("roleRef", binding.Inputs["roleRef"].AsMap!.With("name", "other")))).Changes.Values, k => k == DiffKind.UpdateReplace);
        await cluster.Delete(role);
        Assert.Null(await cluster.Read(role));
    }

    [Theory]
    [InlineData("{'apiGroups':[''],'resources':['pods'],'verbs':[]}", "rules[0].verbs: Required value")]
    [InlineData("{'resources':['pods'],'verbs':['get']}", "rules[0].apiGroups: Required value")]
    [InlineData("{'apiGroups':[''],'verbs':['get']}", "rules[0].resources: Required value")]
    [InlineData("{'apiGroups':[''],'nonResourceURLs':['/healthz'],'verbs':['get']}", "rules[0].nonResourceURLs: Invalid value")]
    [InlineData("{'nonResourceURLs':['/healthz'],'verbs':['get']}", "")]
    [InlineData("{'apiGroup':[''],'resources':['pods'],'verbs':['get']}", "rules[0].apiGroup: there is no property 'apiGroup' here; did you mean 'apiGroups'?")]
    public async Task Its_rules_say_what_and_how(string rule, string expected)
    {
        var problems = await (await Connect()).Problems(Role, RoleOf(PropertyJson.Deserialize(rule.Replace('\'', '"')).AsMap!));

        Assert.True(expected.Length == 0 ? problems.Length == 0 : problems.StartsWith(expected, StringComparison.Ordinal), problems);
    }

    [Fact]
    public async Task A_service_account_is_in_a_namespace_and_a_group_is_not()
    {
        var cluster = await Connect();

        Assert.Equal("subjects[0].namespace: Required value: a service account is in a namespace", await cluster.Problems(Binding, BindingOf("ServiceAccount", null)));
        Assert.StartsWith("subjects[0].namespace: Invalid value", await cluster.Problems(Binding, BindingOf("Group", "default")));
        Assert.Equal("", await cluster.Problems(Binding, BindingOf("ServiceAccount", "default")));
        Assert.StartsWith("subjects[0].kind: 'group' is not one of Group, ServiceAccount, User", await cluster.Problems(Binding, BindingOf("group", null)));
    }

    [Fact]
    public async Task A_program_declares_it_as_an_object_of_its_own_kind()
    {
        var type = "";
        await Deployment.TestAsync(new Recorder(t => type = t), new Pulumi.Testing.TestOptions { IsPreview = false }, () =>
        {
            _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource("readers", new FluxReaders { Metadata = new ObjectMetaArgs { Name = "flux-readers" } });
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        });

        Assert.Equal(Role, type);
    }

    private async Task<Provider> Connect() =>
        _lab.Configure("kubernetes", null, ("kubeconfig", Platform.Kubeconfig(await _lab.Aws().NewCluster())));

    private static PropertyMap RoleOf(PropertyMap rule) => Map(
        ("apiVersion", "rbac.authorization.k8s.io/v1"), ("kind", "ClusterRole"), ("metadata", Map(("name", "flux-readers"))), ("rules", List(rule)));

    private static PropertyMap BindingOf(string kind, string? space)
    {
        var subject = Map(("kind", kind), ("name", "readers"));
        return Map(
            ("apiVersion", "rbac.authorization.k8s.io/v1"), ("kind", "ClusterRoleBinding"), ("metadata", Map(("name", "flux-readers"))),
            ("roleRef", Map(("apiGroup", "rbac.authorization.k8s.io"), ("kind", "ClusterRole"), ("name", "flux-readers"))),
            ("subjects", List(space is null ? subject : subject.With("namespace", space))));
    }

    private sealed class FluxReaders() : CustomResourceArgs("rbac.authorization.k8s.io/v1", "ClusterRole");

    private sealed class Recorder(Action<string> seen) : Pulumi.Testing.IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(Pulumi.Testing.MockResourceArgs args)
        {
            seen(args.Type!);
            return Task.FromResult<(string?, object)>(("id", args.Inputs));
        }

        public Task<object> CallAsync(Pulumi.Testing.MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
