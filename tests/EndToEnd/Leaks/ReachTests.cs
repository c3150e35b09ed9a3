using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Slipway.EndToEnd.Leaks;

/// <summary>What the assemblies of the command may call at all, read from their metadata.</summary>
public sealed class ReachTests
{
    [Fact]
    public void Nothing_listens() => Assert.Empty(Calls(
        (type, member) => type is "TcpListener" or "HttpListener" or "UdpClient" or "NamedPipeServerStream" or "WebApplication" || (type == "Socket" && member is "Listen" or "Bind" or "Accept" or "AcceptAsync")));

    [Fact]
    public void Nothing_is_started_through_a_shell_or_by_a_command_line() => Assert.Empty(Calls(
        (type, member) => type == "ProcessStartInfo" && member is "set_UseShellExecute" or "set_Arguments" or "set_Verb"));

    [Fact]
    public void Other_programs_are_started_where_git_and_kustomize_are_alone() => Assert.Equal(
        ["Slipway.Checks Process.Start", "Slipway.Cli Process.Start", "Slipway.Lab.Clouds Process.Start"],
        Calls((type, member) => type == "Process" && member == "Start").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_search_sees_calls_that_are_there() => Assert.NotEmpty(Calls((type, member) => type == "File" && member == "ReadAllBytes"));

    // The libraries that are used listen nowhere either unless they are told to, and only our own assemblies tell them.
    private static IEnumerable<string> Calls(Func<string, string, bool> isWanted)
    {
        foreach (var path in Directory.EnumerateFiles(AppContext.BaseDirectory, "Slipway.*.dll").Where(p => !Path.GetFileName(p).StartsWith("Slipway.EndToEnd", StringComparison.Ordinal)))
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            foreach (var reference in metadata.MemberReferences.Select(metadata.GetMemberReference).Where(m => m.Parent.Kind == HandleKind.TypeReference))
            {
                var (type, member) = (metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)reference.Parent).Name), metadata.GetString(reference.Name));
                if (isWanted(type, member))
                    yield return $"{Path.GetFileNameWithoutExtension(path)} {type}.{member}";
            }
        }
    }
}
