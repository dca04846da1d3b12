using System.Buffers.Binary;
using System.Security.Cryptography;
using CeCommerce.Reports.Document;

namespace CeCommerce.Reports.Reading;

/// <summary>Takes note of every row that a report reads, so that it can be told later whether all of them are still there and the same.</summary>
internal sealed class ReadInputs : IDisposable
{
    private readonly SortedDictionary<string, (IncrementalHash Hash, long Rows)> _read = new(StringComparer.Ordinal);

    public void Note(string source, Guid id, DateTimeOffset at)
    {
        Span<byte> row = stackalloc byte[24];
        id.TryWriteBytes(row, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(row[16..], at.UtcTicks);
        var (hash, rows) = _read.TryGetValue(source, out var known) ? known : (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), 0);
        hash.AppendData(row);
        _read[source] = (hash, rows + 1);
    }

    public IReadOnlyList<ReportInput> All() =>
        [.. _read.Select(pair => new ReportInput(pair.Key, pair.Value.Rows, Convert.ToHexStringLower(pair.Value.Hash.GetCurrentHash())))];

    public void Dispose()
    {
        foreach (var (hash, _) in _read.Values)
        {
            hash.Dispose();
        }
    }
}
