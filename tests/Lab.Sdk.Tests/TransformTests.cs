using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Sdk.Tests;

public sealed class TransformTests
{
    [Fact]
    public async Task A_transformation_changes_arguments_and_options_of_everything_in_a_component()
    {
        var monitor = await Programs.SucceedAsync(() => _ = new Shop("shop", new()
        {
            ResourceTransformations =
            {
                args => args.Resource is Bucket
                    ? new ResourceTransformationResult(new BucketArgs { Location = "moved" }, CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { RetainOnDelete = true }))
                    : null,
            },
        }));

        Assert.Equal(PropertyMap.Of(("location", "moved")), monitor["shop-inner-bucket"].Inputs);
        Assert.True(monitor["shop-inner-bucket"].RetainOnDelete);
        Assert.Null(monitor["shop-inner"].RetainOnDelete);
    }

    [Fact]
    public async Task Transformations_apply_from_the_resource_outwards()
    {
        var seen = new List<string>();

        await Programs.SucceedAsync(() =>
        {
            var outer = new ComponentResource("test:index:P", "outer", new ComponentResourceOptions { ResourceTransformations = { Note("outer") } });
            _ = new Bucket("b", options: new() { Parent = outer, ResourceTransformations = { Note("own") } });
        });

        Assert.Equal(["outer:outer", "own:b", "outer:b"], seen);

        ResourceTransformation Note(string who) => args =>
        {
            seen.Add($"{who}:{args.Resource.GetResourceName()}");
            return null;
        };
    }

    [Fact]
    public async Task A_transformation_cannot_change_the_parent()
    {
        var errors = await Programs.FailAsync(() =>
        {
            var other = new Shop("other");
            _ = new Bucket("b", options: new() { ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { Parent = other }) } });
        });

        Assert.Contains("A transformation changed the parent of 'b'", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task A_transform_sees_and_changes_what_is_sent()
    {
        ImmutableDictionary<string, object?>? seen = null;

        var monitor = await Programs.SucceedAsync(() =>
        {
            var a = new Bucket("a");
            _ = new Bucket(
                "b",
                new() { Location = Output.CreateSecret(a.Id), Versions = 2, Zones = { "x" }, Owner = a },
                new()
                {
                    ResourceTransforms =
                    {
                        (args, _) =>
                        {
                            seen = args.Args;
                            return Task.FromResult<ResourceTransformResult?>(new(
                                args.Args.SetItem("tags", ImmutableDictionary<string, object?>.Empty.Add("team", "shop")).Remove("versions"),
                                CustomResourceOptions.Merge((CustomResourceOptions)args.Options, new() { Protect = true })));
                        },
                    },
                });
        });

        var urn = RecordingMonitor.UrnOf("", Bucket.TypeToken, "a");
        Assert.Equal((2d, "x"), (seen!["versions"], ((ImmutableArray<object?>)seen["zones"]!)[0]));
        Assert.Equal("a-id", await OutputUtilities.GetValueAsync(Assert.IsType<Output<object?>>(seen["location"])));
        Assert.True(monitor["b"].Protect);
        Assert.Equal(
            PropertyMap.Of(
                ("location", new OutputValue("a-id", true, [urn])),
                ("zones", PropertyValue.List("x")),
                ("owner", new ResourceReferenceValue(urn, "a-id")),
                ("tags", PropertyMap.Of(("team", "shop")))),
            monitor["b"].Inputs);
        Assert.Equal([urn], monitor["b"].Dependencies.ToArray());
    }

    [Fact]
    public async Task A_stacks_transforms_reach_every_resource()
    {
        var monitor = new RecordingMonitor();

        var outcome = await ProgramRunner.RunAsync<TaggedStack>(monitor, Programs.Options, CancellationToken.None);

        Assert.Empty(outcome.Errors);
        Assert.Equal(PropertyMap.Of(("location", "here"), ("owner", "shop")), monitor["shop-inner-bucket"].Inputs);
        Assert.Empty(monitor["shop-dev"].Inputs);
    }

    [Fact]
    public async Task A_failing_transform_fails_the_program()
    {
        var errors = await Programs.FailAsync(() => _ = new Bucket("b", options: new() { ResourceTransforms = { (_, _) => throw new InvalidOperationException("oops") } }));

        Assert.Equal("oops", Assert.Single(errors).Message);
    }

    private sealed class TaggedStack : Stack
    {
        public TaggedStack()
            : base(new StackOptions
            {
                ResourceTransforms = { (args, _) => Task.FromResult<ResourceTransformResult?>(args.Custom ? new(args.Args.SetItem("owner", "shop"), args.Options) : null) },
            }) => _ = new Shop("shop");
    }
}
