using System.Buffers.Binary;

namespace CeCommerce.Benchmarks.Wire;

/// <summary>Cuts a stream of PostgreSQL's protocol into messages, however it comes in pieces.</summary>
/// <param name="startup">Whether the first message has no type, as a client's.</param>
internal sealed class MessageReader(bool startup)
{
    private readonly List<byte> _waiting = [];
    private bool _startup = startup;

    public IEnumerable<Message> Read(ReadOnlySpan<byte> piece)
    {
        _waiting.AddRange(piece);
        var found = new List<Message>();
        while (Next() is { } message)
        {
            found.Add(message);
        }

        return found;
    }

    private Message? Next()
    {
        var head = _startup ? 0 : 1;
        if (_waiting.Count < head + 4)
        {
            return null;
        }

        var waiting = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_waiting);
        var length = BinaryPrimitives.ReadInt32BigEndian(waiting[head..]);
        if (waiting.Length < head + length)
        {
            return null;
        }

        var message = new Message(_startup ? ' ' : (char)waiting[0], waiting[(head + 4)..(head + length)].ToArray());
        _waiting.RemoveRange(0, head + length);
        _startup = false;
        return message;
    }
}
