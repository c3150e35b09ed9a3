using System.Collections.Immutable;
using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Clouds.Tests.Crashes;

/// <summary>Every creation whose answer is lost is found again by its token; what is half done when a process goes is taken back.</summary>
public sealed class LostAnswers : IDisposable
{
    private const string Vpc = "aws:ec2/vpc:Vpc";
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    private static CreateRequest Request(string type, string name, PropertyMap inputs, string token) =>
        new($"urn:pulumi:dev::p::{type}::{name}", type, name, inputs, Preview: false) { Token = token };

    private static async Task<CreateRequest> Checked(Provider provider, string type, PropertyMap inputs, string token) =>
        Request(type, "thing", (await provider.Check(type, inputs)).Inputs, token);

    [Fact]
    public async Task What_a_creation_made_is_found_by_its_token_in_this_process()
    {
        var aws = _lab.Aws();
        var request = await Checked(aws, Vpc, Provider.Map(("cidrBlock", "10.0.0.0/16")), "t1");
        var made = await aws.Inner.CreateAsync(request, default);

        var found = await aws.Inner.FindAsync(request, default);

        Assert.Equal((made.Id, made.Outputs), (found!.Id, found.Outputs));
        Assert.Null(await aws.Inner.FindAsync(request with { Token = "t2" }, default));
    }

    [Fact]
    public async Task What_was_deleted_since_is_not_found()
    {
        var aws = _lab.Aws();
        var request = await Checked(aws, Vpc, Provider.Map(("cidrBlock", "10.0.0.0/16")), "t1");
        var made = await aws.Inner.CreateAsync(request, default);
        await aws.Inner.DeleteAsync(new DeleteRequest(request.Urn, Vpc, made.Id!, request.Inputs, made.Outputs), default);

        Assert.Null(await aws.Inner.FindAsync(request, default));
    }

    [Fact]
    public async Task What_lives_in_the_state_alone_is_not_found_but_made_anew()
    {
        var random = _lab.Configure("random", null);
        var request = await Checked(random, "random:index/randomId:RandomId", Provider.Map(("byteLength", 4)), "t1");
        await random.Inner.CreateAsync(request, default);

        Assert.Null(await random.Inner.FindAsync(request, default));
    }

    [Fact]
    public async Task What_is_kept_goes_once_all_is_recorded()
    {
        var aws = _lab.Aws();
        var request = await Checked(aws, Vpc, Provider.Map(("cidrBlock", "10.0.0.0/16")), "t1");
        await aws.Inner.CreateAsync(request, default);

        _lab.Host.AllRecorded();

        Assert.Empty(Directory.GetFiles(Path.Combine(_lab.Root, ".operations")));
    }

    [Fact]
    public async Task What_fails_half_done_for_another_reason_than_a_refusal_leaves_nothing()
    {
        var store = new CloudStore(_lab.Root, new Plain());
        var journal = new CloudJournal(_lab.Root, new Plain());
        store.Write("a/old", Provider.Map(("n", 1)));
        store.Write("a/folder/one", Provider.Map(("n", 1)));
        var before = Files();

        await Assert.ThrowsAsync<IOException>(() => journal.RunAsync<bool>(() =>
        {
            store.Write("a/old", Provider.Map(("n", 2)));
            store.TryCreate("a/new", Provider.Map(("n", 1)));
            store.DeleteFolder("a/folder");
            throw new IOException("no space left");
        }, _ => null));

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task What_a_refused_operation_did_before_stays_as_before()
    {
        var store = new CloudStore(_lab.Root, new Plain());
        var journal = new CloudJournal(_lab.Root, new Plain());

        await Assert.ThrowsAsync<ProviderException>(() => journal.RunAsync<bool>(() =>
        {
            store.Write("a/partial", Provider.Map(("n", 1)));
            throw new ProviderException("it did not become ready");
        }, _ => null));

        Assert.True(store.Exists("a/partial"));
    }

    [Fact]
    public void What_a_process_left_half_done_is_taken_back_by_the_next_one()
    {
        var store = new CloudStore(_lab.Root, new Plain());
        store.Write("a/old", Provider.Map(("n", 1)));
        var before = Files();
        var changed = PropertyMap.Of(("n", 2));
        var entry = new CloudJournalEntry { Operation = 1, File = "a/old.json", Was = File.ReadAllBytes(Path.Combine(_lab.Root, "a/old.json")) };
        store.Write("a/old", changed);
        entry = entry with { Becomes = CloudJournalEntry.SumOf(File.ReadAllBytes(Path.Combine(_lab.Root, "a/old.json"))) };
        Directory.CreateDirectory(Path.Combine(_lab.Root, ".operations"));
        File.WriteAllText(Path.Combine(_lab.Root, ".operations", "1.log"), System.Text.Json.JsonSerializer.Serialize(entry) + "\n{\"Operation\":1,\"Fi");

        _ = new CloudJournal(_lab.Root, new Plain());

        Assert.Equal(before, Files());
        Assert.Empty(Directory.GetFiles(Path.Combine(_lab.Root, ".operations")));
    }

    private ImmutableSortedDictionary<string, string> Files() => Directory.EnumerateFiles(_lab.Root, "*", SearchOption.AllDirectories)
        .Where(f => !f.Contains(".operations", StringComparison.Ordinal)).ToImmutableSortedDictionary(f => f, File.ReadAllText, StringComparer.Ordinal);

    private sealed class Plain : IValueCipher
    {
        public string Encrypt(string plaintext) => plaintext;

        public string Decrypt(string ciphertext) => ciphertext;
    }
}
