using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Aws;

/// <summary>What AWS asks of one type of resource beyond the schema, and does for it. The default asks and does nothing.</summary>
internal class AwsRule
{
    /// <summary>What is wrong with inputs in themselves, before anything is asked of the cloud. They may hold unknowns.</summary>
    public virtual IEnumerable<CheckFailure> Check(PropertyMap inputs) => [];

    /// <summary>Refuses what does not fit what stands already. Every reference has been found to exist.</summary>
    /// <exception cref="ProviderException">It does not fit.</exception>
    public virtual void Admit(AwsCloud cloud, AwsScope scope, PropertyMap inputs)
    {
    }

    /// <summary>Refuses a change that cannot be made; asked in previews too, so the new inputs may hold unknowns.</summary>
    /// <exception cref="ProviderException">It cannot be made.</exception>
    public virtual void AdmitChange(PropertyMap there, PropertyMap inputs)
    {
    }

    /// <summary>The id, where no template can tell it.</summary>
    public virtual string? Id(AwsCloud cloud, AwsScope scope, PropertyMap inputs) => null;

    /// <summary>Adds outputs that no template can tell.</summary>
    public virtual PropertyMap Complete(AwsCloud cloud, AwsScope scope, string id, PropertyMap outputs) => outputs;

    /// <summary>What else comes into being with the object.</summary>
    public virtual void Created(AwsCloud cloud, AwsScope scope, AwsObject made)
    {
    }

    /// <summary>Refuses a change that does not fit what else stands. Every reference has been found to exist.</summary>
    /// <exception cref="ProviderException">It does not fit.</exception>
    public virtual void AdmitUpdate(AwsCloud cloud, AwsScope scope, AwsObject there, PropertyMap inputs)
    {
    }

    /// <summary>Refuses a deletion.</summary>
    /// <exception cref="ProviderException">It must stay.</exception>
    public virtual void AdmitDeletion(AwsCloud cloud, AwsScope scope, AwsObject there)
    {
    }

    /// <summary>What else goes with the object.</summary>
    public virtual void Deleted(AwsCloud cloud, AwsScope scope, AwsObject gone)
    {
    }

    /// <summary>What AWS says when a name or a value that only one may have is taken.</summary>
    public virtual string Taken(string id, PropertyMap inputs) => $"AlreadyExists: there is such an object already: {inputs.Text("name") ?? id}";

    /// <summary>What AWS says when others refer to the object that is to be deleted.</summary>
    public virtual string InUse(string id, string users) => $"DependencyViolation: {id} has dependencies and cannot be deleted: {users}";
}
