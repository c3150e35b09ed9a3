using Slipway.Infra.Identity;
using Slipway.Tests;

namespace Slipway.Infra.Tests;

public sealed class WorkloadIdentityTests
{
    private readonly RecordingMocks _mocks = new();

    [Fact]
    public async Task It_is_there_when_the_role_can_do_what_it_is_for()
    {
        await Make(new WorkloadIdentityArgs
        {
            Account = TestAccount.Ireland,
            ClusterName = "c",
            ServiceAccount = new ServiceAccount("space", "account"),
            ManagedPolicies = ["SomePolicy"],
            Policy = "{}",
        });

        Assert.Equal(
            ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:eks/podIdentityAssociation:PodIdentityAssociation"],
            _mocks.Resources.Select(r => r.Type!).Where(t => t.StartsWith("aws:", StringComparison.Ordinal)).OrderBy(t => t.StartsWith("aws:eks", StringComparison.Ordinal)).ThenBy(t => t, StringComparer.Ordinal));
        Assert.Equal("aws:eks/podIdentityAssociation:PodIdentityAssociation", _mocks.Resources.Last().Type);
    }

    [Fact]
    public async Task An_identity_that_may_do_nothing_is_refused()
    {
        var problem = await Assert.ThrowsAnyAsync<Exception>(() => Make(new WorkloadIdentityArgs
        {
            Account = TestAccount.Ireland,
            ClusterName = "c",
            ServiceAccount = new ServiceAccount("space", "account"),
        }));

        Assert.Contains("space/account would get a role that may do nothing; give it a policy", problem.ToString(), StringComparison.Ordinal);
    }

    private Task Make(WorkloadIdentityArgs args) => _mocks.RunAsync(() => _ = new WorkloadIdentity("identity", args));
}
