using System.Globalization;
using System.Text.Json;
using CeCommerce.Platform;

namespace CeCommerce.Standards.Packs;

/// <summary>Reads the members of one object of a data file; what is missing, misspelled or of the wrong kind becomes a flaw.</summary>
internal sealed class DataObject
{
    private readonly DataNode _node;
    private readonly DataFlaws _flaws;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public DataObject(DataNode node, DataFlaws flaws)
    {
        (_node, _flaws) = (node, flaws);
        if (node.Kind != JsonTokenType.StartObject)
        {
            flaws.Add(node.Line, "An object { … } stands here.");
        }
    }

    public int Line => _node.Line;

    public DataFlaws Flaws => _flaws;

    public DataNode? Optional(string name)
    {
        _read.Add(name);
        return _node[name] is { Kind: not JsonTokenType.Null } found ? found : null;
    }

    public DataNode? Required(string name)
    {
        var found = Optional(name);
        if (found is null)
        {
            _flaws.Add(Line, $"'{name}' is missing.");
        }

        return found;
    }

    /// <summary>A text that is not empty.</summary>
    public string Text(string name) => Required(name) is { } node ? TextOf(node, name) : "";

    public string? OptionalText(string name) => Optional(name) is { } node ? TextOf(node, name) : null;

    public LocalText Local(string name) => Required(name) is { } node ? LocalOf(node) : new("", "");

    public LocalText? OptionalLocal(string name) => Optional(name) is { } node ? LocalOf(node) : null;

    public DateOnly? Day(string name)
    {
        if (Optional(name) is not { } node)
        {
            return null;
        }

        if (DateOnly.TryParseExact(node.Text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        _flaws.Add(node.Line, $"'{name}' is a day such as 2026-04-01.");
        return null;
    }

    public long? Integer(string name)
    {
        if (Optional(name) is not { } node)
        {
            return null;
        }

        if (node.Kind == JsonTokenType.Number && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _flaws.Add(node.Line, $"'{name}' is an integer.");
        return null;
    }

    public bool? Flag(string name)
    {
        var node = Optional(name);
        if (node is { Kind: not (JsonTokenType.True or JsonTokenType.False) })
        {
            _flaws.Add(node.Line, $"'{name}' is true or false.");
        }

        return node is null ? null : node.Kind == JsonTokenType.True;
    }

    public IReadOnlyList<DataNode> List(string name)
    {
        var node = Optional(name);
        if (node is { Kind: not JsonTokenType.StartArray })
        {
            _flaws.Add(node.Line, $"'{name}' is a list [ … ].");
        }

        return node?.Items ?? [];
    }

    /// <summary>A code of the vocabulary, such as <c>LEGAL_BLOCK</c>.</summary>
    public T Term<T>(string name)
        where T : struct, Enum => Required(name) is { } node ? TermOf<T>(node) : default;

    public IReadOnlyList<T> ListOf<T>(string name)
        where T : struct, Enum => [.. List(name).Select(TermOf<T>)];

    public T TermOf<T>(DataNode node)
        where T : struct, Enum
    {
        if (Terms<T>.All.FirstOrDefault(term => term.Code == node.Text) is { } known)
        {
            return known.Value;
        }

        _flaws.Add(node.Line, $"'{node.Text}' is none of {string.Join(", ", Terms<T>.All.Select(term => term.Code))}.");
        return default;
    }

    /// <summary>Members that nobody asked for are flaws: a misspelled one would change what the file says without a word.</summary>
    public void End()
    {
        foreach (var (name, value) in _node.Members.Where(member => !_read.Contains(member.Name)))
        {
            _flaws.Add(value.Line, $"'{name}' is not known here; known are {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
        }
    }

    private string TextOf(DataNode node, string name)
    {
        if (node is { Kind: JsonTokenType.String, Text.Length: > 0 })
        {
            return node.Text;
        }

        _flaws.Add(node.Line, $"'{name}' is a text that is not empty.");
        return "";
    }

    private LocalText LocalOf(DataNode node)
    {
        var texts = new DataObject(node, _flaws);
        var local = new LocalText(texts.Text("ja"), texts.Text("en"));
        texts.End();
        return local;
    }
}
