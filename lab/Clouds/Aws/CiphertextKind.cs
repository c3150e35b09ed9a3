using System.Text;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary><c>aws.kms.Ciphertext</c>: a text encrypted once by a key. It lives in the stack's state only.</summary>
internal sealed class CiphertextKind(AwsCloud cloud, AwsScope scope) : ResourceKind
{
    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        if (inputs.Has("plaintext") == inputs.Has("plaintextWo"))
            yield return new CheckFailure("", "exactly one of plaintext, plaintextWo must be given");
        if (inputs.Has("plaintextWo") != inputs.Has("plaintextWoVersion"))
            yield return new CheckFailure("plaintextWoVersion", "plaintextWo and plaintextWoVersion go together: a change of the latter encrypts anew");
    }

    public override Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var inputs = request.Inputs;
        var reference = inputs.Text("keyId")!;
        var key = cloud.Kms.Find(AwsProvider.In(scope, inputs), reference)
            ?? throw new ProviderException($"keyId: {AwsErrors.NotFound("aws:kms/key:Key", reference)}");
        var context = inputs.Map("context").ToDictionary(c => c.Key, c => c.Value.AsString ?? "");
        var text = inputs.Text("plaintext") ?? inputs.Text("plaintextWo")!;
        var blob = cloud.Kms.Encrypt(key.Properties.Text("arn")!, Encoding.UTF8.GetBytes(text), context);
        return Task.FromResult(new ResourceState(key.Id, draft.Outputs.Without("plaintextWo").With("ciphertextBlob", blob)));
    }

    // A new text under the old version encrypts nothing, and is not kept either.
    public override Task<PropertyMap> UpdateAsync(UpdateRequest request, PropertyMap draft, CancellationToken cancellation) =>
        Task.FromResult(draft.Without("plaintextWo"));
}
