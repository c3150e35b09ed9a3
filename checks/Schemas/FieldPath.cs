using System.Globalization;
using System.Text;

namespace Slipway.Checks.Schemas;

/// <summary>The path of a field within an object, written out only when it is needed.</summary>
internal sealed class FieldPath
{
    private readonly FieldPath? _above;
    private readonly string? _name;
    private readonly int _item;

    private FieldPath(FieldPath? above, string? name, int item) => (_above, _name, _item) = (above, name, item);

    /// <summary>The object itself.</summary>
    public static FieldPath Root { get; } = new(null, null, 0);

    /// <summary>A field of this one.</summary>
    public FieldPath Field(string name) => new(this, name, 0);

    /// <summary>An element of this one.</summary>
    public FieldPath Item(int index) => new(this, null, index);

    /// <summary>As <c>spec.containers[0].image</c>; keys that are no plain names stand in brackets.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (_above is null)
            return;
        _above.Write(text);
        if (_name is null)
            text.Append(CultureInfo.InvariantCulture, $"[{_item}]");
        else if (_name.Length > 0 && _name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$'))
            text.Append(text.Length > 0 ? "." : "").Append(_name);
        else
            text.Append(CultureInfo.InvariantCulture, $"[\"{_name}\"]");
    }
}
