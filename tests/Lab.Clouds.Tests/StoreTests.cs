using Slipway.Lab.Clouds.Store;
using Slipway.Lab.Wire;
using static Slipway.Lab.Clouds.Tests.Provider;

namespace Slipway.Lab.Clouds.Tests;

public sealed class CloudStores : IDisposable
{
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Theory]
    [InlineData("vpc-1", "vpc-1")]
    [InlineData("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd")]
    [InlineData(".", "%2E")]
    [InlineData("", "%")]
    [InlineData("dev:workers", "dev%3Aworkers")]
    public void Any_id_has_a_safe_file_name(string id, string name) => Assert.Equal(name, SafeName.Of(id));

    [Fact]
    public void Long_ids_have_different_names_of_bounded_length()
    {
        var (a, b) = (SafeName.Of(new string('x', 400) + "a"), SafeName.Of(new string('x', 400) + "b"));

        Assert.NotEqual(a, b);
        Assert.True(a.Length <= 180);
    }

    [Fact]
    public void Of_many_who_create_the_same_object_one_succeeds()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => new CloudStore(_lab.Root, new NoCipher())).ToArray();
        foreach (var name in Enumerable.Range(0, 50))
        {
            var made = stores.AsParallel().WithDegreeOfParallelism(8).Select((s, i) => s.TryCreate($"a/{name}", Map(("by", i)))).ToList();
            Assert.Single(made, true);
        }
        Assert.Equal(50, Directory.EnumerateFiles(Path.Combine(_lab.Root, "a")).Count());
    }

    [UnixFact]
    public void Nobody_else_may_read_the_files()
    {
        new CloudStore(_lab.Root, new NoCipher()).Write("a/b/c", Map(("x", 1)));

        Assert.Equal("700", Tools.ModeOf(Path.Combine(_lab.Root, "a")));
        Assert.Equal("600", Tools.ModeOf(Path.Combine(_lab.Root, "a", "b", "c.json")));
    }

    [UnixFact]
    public async Task Nobody_else_may_read_the_repositories()
    {
        await _lab.GitHub().Create("github:index/repository:Repository", Map(("name", "fleet"), ("autoInit", true)));

        Assert.All(Directory.EnumerateFileSystemEntries(_lab.Root, "*", SearchOption.AllDirectories), path => Assert.EndsWith("00", Tools.ModeOf(path)));
    }

    [Fact]
    public void A_secret_is_never_written_in_plain()
    {
        var store = new CloudStore(_lab.Root, new NoCipher());
        store.Write("a", Map(("password", PropertyValue.Secret("hunter2"))));

        Assert.DoesNotContain("hunter2", System.IO.File.ReadAllText(Path.Combine(_lab.Root, "a.json")));
        Assert.Equal(PropertyValue.Secret("hunter2"), store.Read("a")!["password"]);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        var store = new CloudStore(_lab.Root, new NoCipher());
        store.Write("a", Map(("x", 1)));
        System.IO.File.WriteAllText(Path.Combine(_lab.Root, "a.json"), "{");

        Assert.StartsWith(Path.Combine(_lab.Root, "a.json"), Assert.Throws<InvalidDataException>(() => store.Read("a")).Message);
    }

    [Fact]
    public async Task A_lock_is_held_by_one_of_all_that_share_the_folder()
    {
        var (inside, most) = (0, 0);
        var locks = new[] { new StoreLocks(_lab.Root), new StoreLocks(_lab.Root) };
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            using var held = await locks[i % 2].TakeAsync("name", default);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        }));

        Assert.Equal(1, most);
    }

    private sealed class NoCipher : IValueCipher
    {
        public string Encrypt(string plaintext) => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(plaintext));

        public string Decrypt(string ciphertext) => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(ciphertext));
    }
}
