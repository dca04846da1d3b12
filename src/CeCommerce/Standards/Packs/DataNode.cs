using System.Text;
using System.Text.Json;

namespace CeCommerce.Standards.Packs;

/// <summary>A value of a data file with the line on which it begins, so that who wrote it is told where to look.</summary>
internal sealed class DataNode
{
    private readonly List<(string Name, DataNode Value)> _members = [];
    private readonly List<DataNode> _items = [];

    private DataNode(JsonTokenType kind, int line, string? text = null) => (Kind, Line, Text) = (kind, line, text);

    /// <summary>StartObject, StartArray, or the token of the value itself.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>Counted from 1.</summary>
    public int Line { get; }

    /// <summary>Of a string, or a number as written; null otherwise.</summary>
    public string? Text { get; }

    public IReadOnlyList<(string Name, DataNode Value)> Members => _members;

    public IReadOnlyList<DataNode> Items => _items;

    public DataNode? this[string name] => _members.Find(member => member.Name == name).Value;

    /// <summary>Reads a JSON text.</summary>
    /// <exception cref="JsonException">It is no JSON, or a name stands twice in one object; says the line, counted from 0.</exception>
    public static DataNode Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 32 });
        var lines = new LineCount(utf8);
        reader.Read();
        var root = Read(ref reader, ref lines);
        while (reader.Read())
        {
        }

        return root;
    }

    /// <summary>This object with what <paramref name="other"/> says instead; objects in both are joined, everything else is replaced.</summary>
    public DataNode With(DataNode other)
    {
        var joined = new DataNode(JsonTokenType.StartObject, other.Line);
        joined._members.AddRange(_members.Where(member => other[member.Name] is null));
        joined._members.AddRange(other._members.Select(member =>
            this[member.Name] is { Kind: JsonTokenType.StartObject } mine && member.Value.Kind == JsonTokenType.StartObject
                ? (member.Name, mine.With(member.Value))
                : member));
        return joined;
    }

    public DataNode Without(string name)
    {
        var rest = new DataNode(Kind, Line);
        rest._members.AddRange(_members.Where(member => member.Name != name));
        return rest;
    }

    private static DataNode Read(ref Utf8JsonReader reader, ref LineCount lines)
    {
        var line = lines.At((int)reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, ref lines, new(JsonTokenType.StartObject, line)),
            JsonTokenType.StartArray => ReadArray(ref reader, ref lines, new(JsonTokenType.StartArray, line)),
            JsonTokenType.String => new(JsonTokenType.String, line, TextOf(ref reader, line)),
            JsonTokenType.Number => new(JsonTokenType.Number, line, Encoding.UTF8.GetString(reader.ValueSpan)),
            _ => new(reader.TokenType, line),
        };
    }

    private static string TextOf(ref Utf8JsonReader reader, int line)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException halfACharacter)
        {
            throw new JsonException(halfACharacter.Message, null, line - 1, null, halfACharacter);
        }
    }

    private static DataNode ReadObject(ref Utf8JsonReader reader, ref LineCount lines, DataNode node)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var line = lines.At((int)reader.TokenStartIndex);
            var name = TextOf(ref reader, line);
            if (node[name] is not null)
            {
                throw new JsonException($"'{name}' stands twice.", null, line - 1, null);
            }

            reader.Read();
            node._members.Add((name, Read(ref reader, ref lines)));
        }

        return node;
    }

    private static DataNode ReadArray(ref Utf8JsonReader reader, ref LineCount lines, DataNode node)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            node._items.Add(Read(ref reader, ref lines));
        }

        return node;
    }
}

/// <summary>Tells the line of a place, for places that are asked for in order.</summary>
internal ref struct LineCount(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _place;
    private int _line = 1;

    public int At(int place)
    {
        _line += _text[_place..place].Count((byte)'\n');
        _place = place;
        return _line;
    }
}
