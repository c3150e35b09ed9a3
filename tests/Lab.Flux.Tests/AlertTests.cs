namespace Slipway.Lab.Flux.Tests;

public sealed class AlertTests
{
    private const string Alert = """
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Provider
        metadata:
          name: chat
          namespace: flux-system
        spec:
          type: slack
          address: https://chat.example.com
        ---
        apiVersion: notification.toolkit.fluxcd.io/v1beta3
        kind: Alert
        metadata:
          name: failures
          namespace: flux-system
        spec:
          eventSeverity: error
          providerRef:
            name: chat
          eventSources:
            - kind: Kustomization
              name: "*"
        """;

    [Fact]
    public async Task An_error_goes_to_the_alerts_that_ask_for_it_and_what_is_well_does_not()
    {
        using var lab = await FluxLab.UpAsync(("cluster/alert.yaml", Alert), ("cluster/a.yaml", Manifests.Layer("apps")), ("cluster/b.yaml", Manifests.Layer("nowhere")), ("apps/a.yaml", Manifests.Settings("a", "one")));

        var events = lab.Flux.Events();
        Assert.Equal(["failures→chat"], Assert.Single(events, e => e.Object == "Kustomization/flux-system/nowhere").Alerts);
        Assert.All(events.Where(e => !e.IsError), e => Assert.Empty(e.Alerts));
    }

    [Fact]
    public async Task What_is_repeated_is_counted()
    {
        using var lab = await FluxLab.UpAsync(("cluster/a.yaml", Manifests.Layer("apps")), ("apps/a.yaml", Manifests.Settings("a", "one")));
        foreach (var value in (string[])["two", "three"])
        {
            await lab.CommitAsync(("apps/a.yaml", Manifests.Settings("a", value)));
            await lab.ReconcileAsync();
        }

        Assert.Equal(2, Assert.Single(lab.Flux.Events(), e => e.Message == "ConfigMap/flux-system/a configured").Count);
    }
}
