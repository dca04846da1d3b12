namespace CeCommerce.Import.Reading;

/// <summary>Where the undecodable characters of a file are, by row: whoever skips a row, or a part of it, need not take what belongs to it.</summary>
internal sealed class BrokenOffsets
{
    private readonly Queue<(int Row, long? Offset)> _waiting = new();

    public void Add(int row, long? offset) => _waiting.Enqueue((row, offset));

    /// <summary>The next one of the row, in reading order; those of earlier rows are dropped.</summary>
    public long? Take(int row)
    {
        while (_waiting.TryPeek(out var first) && first.Row <= row)
        {
            _waiting.Dequeue();
            if (first.Row == row)
                return first.Offset;
        }

        return null;
    }
}
