using Slipway.Checks.Kustomize;
using Slipway.Checks.Yaml;

namespace Slipway.Checks.Tests.Kustomize;

public sealed class FolderFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-files-").FullName;
    private readonly string _root;

    public FolderFilesTests()
    {
        _root = Directory.CreateDirectory(Path.Combine(_folder, "repository")).FullName;
        File.WriteAllText(Path.Combine(_folder, "secret.yaml"), "x: y\n");
        File.WriteAllText(Path.Combine(_root, "plain.yaml"), "x: y\n");
        Directory.CreateDirectory(Path.Combine(_root, "sub"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_link_inside_of_the_repository_is_followed()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "sub", "link.yaml"), "../plain.yaml");

        Assert.Equal("x: y\n"u8, new FolderFiles(_root).Read("sub/link.yaml", 100));
    }

    [Theory]
    [InlineData("../secret.yaml")]
    [InlineData("/etc/passwd")]
    public void A_link_that_leaves_the_repository_is_refused(string target)
    {
        File.CreateSymbolicLink(Path.Combine(_root, "link.yaml"), target);

        Assert.Equal(SourceProblemKind.OutsideRepository, Refusal("link.yaml").Kind);
    }

    [Fact]
    public void A_folder_behind_a_link_is_refused_where_it_is_outside()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "out"), _folder);

        Assert.Equal(SourceProblemKind.OutsideRepository, Refusal("out/secret.yaml").Kind);
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(_root, "b"), "a");

        Assert.Equal(SourceProblemKind.Unreadable, Refusal("a").Kind);
    }

    [Fact]
    public void A_link_to_a_folder_above_does_not_make_a_walk_endless()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "sub", "up"), _root);
        File.WriteAllText(Path.Combine(_root, "plain.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n");

        Assert.Single(new KustomizeBuilder(FleetTree.In(_root)).Build("").Objects);
    }

    [Fact]
    public void A_file_above_the_limit_is_not_read()
    {
        using (var large = File.Create(Path.Combine(_root, "large.yaml")))
            large.SetLength(100L << 20);

        Assert.Equal(SourceProblemKind.TooLarge, Assert.Single(FleetTree.In(_root).Yaml("large.yaml").Problems).Kind);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_cannot_be_read() => Assert.Equal(SourceProblemKind.Unreadable, Refusal("sub").Kind);

    [Fact]
    public void A_missing_file_is_missing() => Assert.Equal(SourceProblemKind.Missing, Refusal("none.yaml").Kind);

    [Fact]
    public void A_repository_that_is_not_there_is_refused_by_name() =>
        Assert.Contains("nowhere", Assert.Throws<DirectoryNotFoundException>(() => FleetTree.In(Path.Combine(_folder, "nowhere"))).Message, StringComparison.Ordinal);

    private FleetAccessException Refusal(string path) => Assert.Throws<FleetAccessException>(() => new FolderFiles(_root).Read(path, 100));
}
