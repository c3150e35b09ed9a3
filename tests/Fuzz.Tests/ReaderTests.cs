using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Slipway.Fuzz.Tests.Targets;

namespace Slipway.Fuzz.Tests;

/// <summary>Whatever a text holds, its reader ends: with what it read, or with the error that it is to refuse it with. <c>bench/run fuzz</c> goes on for as long as one likes.</summary>
public sealed class ReaderTests
{
    private const int Texts = 60;

    public static TheoryData<string> Readers => [.. All.Select(t => t.Name)];

    private static IEnumerable<FuzzTarget> All => [.. FleetTargets.All, .. SecretTargets.All, .. StackTargets.All];

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_reader_takes_what_it_should(string reader) => Assert.All(Target(reader).Corpus, text => Target(reader).Read(text));

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_reader_ends_well_on_any_text(string reader) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Texts).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(0x5117_3A7UL, 0x2b5a_d5c5UL), FSharpOption<int>.None))),
        Prop.ForAll(Mutation.Of(Target(reader)), text => Target(reader).Failure(text) is not { } failure ? true.ToProperty() : false.Label(failure)));

    private static FuzzTarget Target(string name) => All.Single(t => t.Name == name);
}
