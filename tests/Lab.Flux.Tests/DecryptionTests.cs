using Slipway.Components.Sops;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Flux.Tests;

public sealed class DecryptionTests
{
    private const string Plain = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: flux-system\nstringData:\n  password: correct-horse\n";
    private const string Layer = "decryption:\n  provider: sops\n  secretRef:\n    name: age";

    private static readonly AgeIdentity Identity = AgeIdentity.FromSecret([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    [Fact]
    public async Task A_sealed_secret_is_opened_with_the_identity_that_the_cluster_holds()
    {
        using var lab = await UpAsync(Identity);

        Assert.True(lab.Status("Kustomization", "apps").Ready, lab.Status("Kustomization", "apps").Message);
        var data = lab.Find("v1", "Secret", "flux-system", "s")!.Manifest.Find("data")!;
        Assert.IsType<SecretValue>(data);
        Assert.Equal(Convert.ToBase64String("correct-horse"u8), data.AsMap!.Text("password"));
    }

    [Fact]
    public async Task A_foreign_recipient_fails_at_the_layer_and_names_who_can_open_the_file()
    {
        using var lab = await UpAsync(AgeIdentity.FromSecret(new byte[32]));

        var layer = lab.Status("Kustomization", "apps");
        Assert.Equal((false, "BuildFailed"), (layer.Ready, layer.Reason));
        Assert.StartsWith("decryption failed for 's': error decrypting sops tree: ", layer.Message, StringComparison.Ordinal);
        Assert.Contains(Identity.Recipient.ToString(), layer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("correct-horse", layer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_identity_is_named()
    {
        using var lab = await UpAsync(null);

        Assert.Equal("cannot get decryption Secret 'flux-system/age': secrets \"age\" not found", lab.Status("Kustomization", "apps").Message);
    }

    [Fact]
    public async Task A_sealed_secret_in_a_layer_that_opens_nothing_is_refused()
    {
        using var lab = await FluxLab.UpAsync(("cluster/apps.yaml", Manifests.Layer("apps")), ("apps/s.sops.yaml", Sealed()));

        Assert.Equal("Secret/flux-system/s is SOPS encrypted, configuring decryption is required for this secret to be reconciled", lab.Status("Kustomization", "apps").Message);
        Assert.Null(lab.Find("v1", "Secret", "flux-system", "s"));
    }

    private static string Sealed() => SopsFile.Seal(Plain, new SopsSealing { DataKey = SealingKey.From(new byte[32], "dev", 1).DataKey("s.sops.yaml"), Age = [Identity.Recipient] });

    private static async Task<FluxLab> UpAsync(AgeIdentity? identity)
    {
        var lab = await FluxLab.UpAsync();
        if (identity is not null)
        {
            await lab.InClusterAsync(s => s.ApplyAs("kubectl", PropertyMap.Of(
                ("apiVersion", "v1"), ("kind", "Secret"), ("metadata", PropertyMap.Of(("name", "age"), ("namespace", "flux-system"))),
                ("stringData", PropertyMap.Of(("identity.agekey", identity.Encode()))))));
        }
        await lab.CommitAsync(("cluster/apps.yaml", Manifests.Layer("apps", Layer)), ("apps/s.sops.yaml", Sealed()));
        await lab.ReconcileAsync();
        return lab;
    }
}
