using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;
using Slipway.Lab.Clouds.Properties;
using Slipway.Lab.Clouds.Schema;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Random;

/// <summary><c>random.RandomPassword</c>: characters of the wanted classes, at least so many of each, in random order.</summary>
internal sealed class RandomPasswordKind : ResourceKind
{
    private const string Specials = "!@#$%&*()-_=+[]{}<>:?";
    private const int BcryptCost = 10;
    private const int BcryptLimit = 72;

    private static readonly ImmutableArray<string> Flags = ["lower", "upper", "numeric", "number", "special"];
    private static readonly ImmutableArray<string> Minima = ["minLower", "minUpper", "minNumeric", "minSpecial"];

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs)
    {
        var least = Minima.Sum(m => inputs.Integer(m) ?? 0);
        if (inputs.Integer("length") is { } length && length < Math.Max(1, least))
            yield return new CheckFailure("length", $"{length} is less than {Math.Max(1, least)}, the characters that minLower, minUpper, minNumeric and minSpecial ask for");
        if (!inputs.ContainsUnknowns && Classes(inputs).All(c => c.Characters.Length == 0))
            yield return new CheckFailure("", "no class of characters is left: one of lower, upper, numeric and special must be true");
        foreach (var (flag, minimum) in Flags.Where(f => f != "number").Zip(Minima))
        {
            if (inputs.Find(flag)?.Bare() is BoolValue { Value: false } && inputs.Integer(minimum) > 0)
                yield return new CheckFailure(minimum, $"{inputs.Integer(minimum)} cannot be met as {flag} is false");
        }
    }

    public override Task<ResourceState> CreateAsync(CreateRequest request, ResourceState draft, CancellationToken cancellation)
    {
        var password = Generate(request.Inputs);
        var outputs = draft.Outputs
            .With("result", PropertyValue.Secret(password))
            .With("bcryptHash", PropertyValue.Secret(Bcrypt(password)));
        foreach (var flag in Flags)
            outputs = outputs.With(flag, IsOn(request.Inputs, flag));
        foreach (var minimum in Minima)
            outputs = outputs.With(minimum, request.Inputs.Integer(minimum) ?? 0);
        return Task.FromResult(new ResourceState("none", outputs));
    }

    private static string Generate(PropertyMap inputs)
    {
        var classes = Classes(inputs).ToList();
        var characters = new List<char>();
        foreach (var (set, minimum) in classes)
        {
            for (var i = 0; i < minimum; i++)
                characters.Add(set[RandomNumberGenerator.GetInt32(set.Length)]);
        }
        var all = string.Concat(classes.Select(c => c.Characters));
        while (characters.Count < inputs.Integer("length"))
            characters.Add(all[RandomNumberGenerator.GetInt32(all.Length)]);
        var password = characters.ToArray();
        RandomNumberGenerator.Shuffle(password.AsSpan());
        return new string(password);
    }

    private static IEnumerable<(string Characters, int Minimum)> Classes(PropertyMap inputs)
    {
        var special = inputs.Text("overrideSpecial") is { Length: > 0 } own ? own : Specials;
        yield return (IsOn(inputs, "lower") ? "abcdefghijklmnopqrstuvwxyz" : "", inputs.Integer("minLower") ?? 0);
        yield return (IsOn(inputs, "upper") ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "", inputs.Integer("minUpper") ?? 0);
        yield return (IsOn(inputs, "numeric") ? "0123456789" : "", inputs.Integer("minNumeric") ?? 0);
        yield return (IsOn(inputs, "special") ? special : "", inputs.Integer("minSpecial") ?? 0);
    }

    // number is the old name of numeric; either may be given.
    private static bool IsOn(PropertyMap inputs, string flag) => flag is "numeric" or "number"
        ? inputs.Find("numeric")?.Bare() is not BoolValue { Value: false } && inputs.Find("number")?.Bare() is not BoolValue { Value: false }
        : inputs.Find(flag)?.Bare() is not BoolValue { Value: false };

    private static string Bcrypt(string password)
    {
        var bytes = Encoding.UTF8.GetBytes(password);
        var characters = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, BcryptLimit)));
        return OpenBsdBCrypt.Generate("2a", characters.ToCharArray(), RandomNumberGenerator.GetBytes(16), BcryptCost);
    }
}
