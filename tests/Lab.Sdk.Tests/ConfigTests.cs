using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;

namespace Slipway.Lab.Sdk.Tests;

public sealed class ConfigTests
{
    private static readonly ProgramOptions Options = Programs.Options with
    {
        Config = new Dictionary<string, string>
        {
            ["shop:text"] = "t",
            ["shop:truth"] = "true",
            ["shop:whole"] = "3",
            ["shop:fraction"] = "0.5",
            ["shop:object"] = """{"size":3}""",
            ["shop:secret"] = "hunter2",
            ["cloud:region"] = "north",
        },
        SecretKeys = new HashSet<string> { "shop:secret" },
    };

    private sealed record Box(int Size);

    [Fact]
    public async Task Values_are_read_in_their_kind()
    {
        await WithAsync(config =>
        {
            var camel = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
            Assert.Equal(("t", "t"), (config.Get("text"), config.Require("text")));
            Assert.Equal((true, true), (config.GetBoolean("truth"), config.RequireBoolean("truth")));
            Assert.Equal((3, 3), (config.GetInt32("whole"), config.RequireInt32("whole")));
            Assert.Equal((0.5, 0.5), (config.GetDouble("fraction"), config.RequireDouble("fraction")));
            Assert.Equal((new Box(3), new Box(3)), (config.GetObject<Box>("object", camel), config.RequireObject<Box>("object", camel)));
            Assert.Equal(3, config.RequireObject<Dictionary<string, int>>("object")["size"]);
            Assert.Equal("north", new Config("cloud").Get("region"));
            Assert.Equal("north", new Config("cloud:config").Get("region"));
        });
    }

    [Fact]
    public async Task What_is_missing_is_null()
    {
        await WithAsync(config =>
        {
            Assert.Null(config.Get("no"));
            Assert.Null(config.GetBoolean("no"));
            Assert.Null(config.GetInt32("no"));
            Assert.Null(config.GetDouble("no"));
            Assert.Null(config.GetObject<Box>("no"));
            Assert.Null(config.GetSecret("no"));
            Assert.Null(config.GetSecretBoolean("no"));
            Assert.Null(config.GetSecretInt32("no"));
            Assert.Null(config.GetSecretDouble("no"));
            Assert.Null(config.GetSecretObject<Box>("no"));
        });
    }

    [Fact]
    public async Task Secrets_are_secret_outputs()
    {
        var secrets = new List<Output<string>>();
        await WithAsync(config => secrets.AddRange([
            config.GetSecret("secret")!,
            config.RequireSecret("secret"),
            config.RequireSecretInt32("whole").Apply(v => $"{v}"),
            config.RequireSecretBoolean("truth").Apply(v => $"{v}"),
            config.RequireSecretDouble("fraction").Apply(v => $"{v}"),
            config.RequireSecretObject<Dictionary<string, int>>("object").Apply(v => $"{v["size"]}")]));

        Assert.Equal(["hunter2", "hunter2", "3", "True", "0.5", "3"], await Task.WhenAll(secrets.Select(OutputUtilities.GetValueAsync)));
        Assert.All(await Task.WhenAll(secrets.Select(Output.IsSecretAsync)), Assert.True);
    }

    public static TheoryData<string, Action<Config>> Missing => new()
    {
        { "Require", c => c.Require("no") },
        { "RequireBoolean", c => c.RequireBoolean("no") },
        { "RequireInt32", c => c.RequireInt32("no") },
        { "RequireDouble", c => c.RequireDouble("no") },
        { "RequireObject", c => c.RequireObject<Box>("no") },
        { "RequireSecret", c => c.RequireSecret("no") },
        { "RequireSecretObject", c => c.RequireSecretObject<Box>("no", JsonSerializerOptions.Default) },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task A_missing_value_is_an_error_that_says_how_to_set_it(string member, Action<Config> read)
    {
        await WithAsync(config =>
        {
            var error = Assert.Throws<RunException>(() => read(config));

            Assert.True(error.Message == "Missing required configuration variable 'shop:no'\n\tplease set a value using the command `pulumi config set shop:no <value>`", member);
        });
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_an_error_that_shows_it()
    {
        await WithAsync(config =>
        {
            Assert.Equal("Configuration 'shop:text' value 't' is not a valid Boolean", Assert.Throws<RunException>(() => config.GetBoolean("text")).Message);
            Assert.Equal("Configuration 'shop:text' value 't' is not a valid Int32", Assert.Throws<RunException>(() => config.RequireInt32("text")).Message);
            Assert.Equal("Configuration 'shop:text' value 't' is not a valid Double", Assert.Throws<RunException>(() => config.GetDouble("text")).Message);
            Assert.StartsWith("Configuration 'shop:whole' value '3' is not a valid Slipway.Lab.Sdk.Tests.ConfigTests+Box: ", Assert.Throws<RunException>(() => config.GetObject<Box>("whole")).Message);
        });
    }

    [Fact]
    public async Task A_secret_of_the_wrong_kind_is_an_error_that_does_not_show_it()
    {
        await WithAsync(config =>
        {
            foreach (var error in (RunException[])[
                Assert.Throws<RunException>(() => config.GetSecretInt32("secret")),
                Assert.Throws<RunException>(() => config.GetObject<Box>("secret")),
                Assert.Throws<RunException>(() => config.RequireSecretObject<Box>("secret"))])
            {
                Assert.StartsWith("Configuration 'shop:secret' value [secret] is not a valid ", error.Message);
                Assert.DoesNotContain("hunter2", error.ToString());
                Assert.Null(error.InnerException);
            }
        });
    }

    [Fact]
    public void There_is_no_configuration_where_no_program_runs()
    {
        Assert.Contains("No Pulumi program is running here", Assert.Throws<InvalidOperationException>(() => new Config()).Message);
    }

    private static Task WithAsync(Action<Config> check) => Programs.SucceedAsync(() => check(new Config()), options: Options);
}
