using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Slipway.Components.Fleet;

/// <summary>Reads YAML whose author may have made mistakes.</summary>
public static class YamlDocuments
{
    /// <summary>The documents of a text.</summary>
    /// <exception cref="YamlException">Not YAML, a key stands twice, or it is nested or aliased beyond measure; it tells the place.</exception>
    public static IList<YamlDocument> Load(TextReader text)
    {
        var scanner = new Scanner(text);
        var stream = new YamlStream();
        try
        {
            stream.Load(new BoundedYamlParser(new Parser(scanner)));
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The library's own way of saying that a list is not closed, or that a tag is none (YamlDotNet 16.3).
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "a list or a quote is not closed, or a tag is none");
        }
        return stream.Documents;
    }
}
