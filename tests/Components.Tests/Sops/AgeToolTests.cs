using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Slipway.Components.Sops;
using Slipway.Tests;

namespace Slipway.Components.Tests.Sops;

/// <summary>Holds our age against age itself and against its published test vectors.</summary>
public sealed class AgeToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("slipway-age-");

    [FactWith("age")]
    public async Task Age_opens_what_we_encrypted()
    {
        var plaintext = RandomNumberGenerator.GetBytes(100_000);
        var file = AgeFile.Encrypt(plaintext, [Samples.Bob.Recipient, Samples.Alice.Recipient]);

        Assert.Equal(plaintext, await Tool.RunAsync("age", ["-d", "-i", IdentityFile()], file));
        Assert.Equal(plaintext, await Tool.RunAsync("age", ["-d", "-i", IdentityFile()], Encoding.ASCII.GetBytes(AgeArmor.Encode(file))));
    }

    [FactWith("age")]
    public async Task We_open_what_age_encrypted()
    {
        var plaintext = RandomNumberGenerator.GetBytes(100_000);
        var recipients = new[] { "-r", Samples.Bob.Recipient.ToString(), "-r", Samples.Alice.Recipient.ToString() };

        Assert.Equal(plaintext, AgeFile.Decrypt(await Tool.RunAsync("age", recipients, plaintext), [Samples.Alice]));
        Assert.Equal(plaintext, AgeFile.Decrypt(await Tool.RunAsync("age", ["-a", .. recipients], plaintext), [Samples.Alice]));
    }

    [FactWith("age-keygen")]
    public async Task We_read_the_keys_of_age_keygen()
    {
        var keys = Encoding.ASCII.GetString(await Tool.RunAsync("age-keygen", [], []));

        Assert.Contains($"# public key: {AgeIdentity.Parse(keys).Recipient}\n", keys, StringComparison.Ordinal);
    }

    [FactWith("node", "npm:cctv-age")]
    public async Task Every_published_vector_ends_as_it_says()
    {
        await Tool.RunAsync("node", [Path.Combine(FactWithAttribute.ToolFolder, "age-vectors.mjs"), _folder.Path], []);
        var vectors = Directory.GetFiles(_folder.Path).Select(Vector.Read).Where(vector => vector.IsOurs).ToList();

        Assert.True(vectors.Count > 60, $"only {vectors.Count} vectors were found");
        Assert.All(vectors, vector => Assert.Equal(vector.Expected, vector.Outcome()));
    }

    public void Dispose() => _folder.Dispose();

    private string IdentityFile() => _folder.Write("identity", Samples.Alice.Encode() + "\n");

    private sealed record Vector(string Name, ILookup<string, string> Head, byte[] File)
    {
        // Passphrases and post-quantum keys are no recipients of ours.
        public bool IsOurs => !Head.Contains("passphrase") && Head["identity"].All(key => key.StartsWith("AGE-SECRET-KEY-1", StringComparison.Ordinal));

        public string Expected => $"{Name}: {Head["expect"].Single()}" + (Head["expect"].Single() == "success" ? Head["payload"].Single() : "");

        public static Vector Read(string path)
        {
            var bytes = System.IO.File.ReadAllBytes(path);
            var end = bytes.AsSpan().IndexOf("\n\n"u8);
            var head = Encoding.ASCII.GetString(bytes, 0, end).Split('\n').Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0], pair => pair[1]);
            var body = bytes[(end + 2)..];
            return new Vector(Path.GetFileName(path), head, head["compressed"].Any() ? Inflate(body) : body);
        }

        public string Outcome()
        {
            try
            {
                var file = Head["armored"].Any() ? AgeArmor.Decode(Encoding.Latin1.GetString(File)) : File;
                return $"{Name}: success{Convert.ToHexStringLower(SHA256.HashData(AgeFile.Decrypt(file, [.. Head["identity"].Select(AgeIdentity.Parse)])))}";
            }
            catch (AgeException problem)
            {
                return $"{Name}: " + problem.Failure switch
                {
                    AgeFailure.Armor => "armor failure",
                    AgeFailure.Header => "header failure",
                    AgeFailure.NoMatch => "no match",
                    AgeFailure.HeaderMac => "HMAC failure",
                    _ => "payload failure",
                };
            }
        }

        private static byte[] Inflate(byte[] bytes)
        {
            using var inflated = new MemoryStream();
            using (var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress))
                zlib.CopyTo(inflated);
            return inflated.ToArray();
        }
    }
}
