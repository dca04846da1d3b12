using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>The digest of <see cref="StockRow.Digest"/>. Not thread-safe: it keeps its buffer.</summary>
internal sealed class RowDigest
{
    private readonly ArrayBufferWriter<byte> _buffer = new(2048);

    public byte[] Of(StockRow row)
    {
        _buffer.ResetWrittenCount();
        foreach (var column in StockTargets.All)
            column.Digest?.Invoke(this, row);
        foreach (var fact in row.Facts.All)
        {
            Add((int)fact.Code);
            Add(fact.Number);
            Add(fact.Text);
        }

        return SHA256.HashData(_buffer.WrittenSpan);
    }

    public void Add(IReadOnlyList<OtherCharge> charges)
    {
        Add(charges.Count);
        foreach (var charge in charges)
        {
            Add(charge.Name);
            Add(charge.Amount);
        }
    }

    public void Add(IReadOnlyList<PaymentMethod> methods)
    {
        Add(methods.Count);
        foreach (var method in methods)
            Add((int)method);
    }

    public void Add(IReadOnlyList<Uri> addresses)
    {
        Add(addresses.Count);
        foreach (var address in addresses)
            Add(address.AbsoluteUri);
    }

    public void Add(Money? money)
    {
        Add(money?.Amount);
        Add(money?.Currency);
    }

    // Every value carries its length, so that moving a letter from one field to the next changes the digest.
    public void Add(string? text)
    {
        if (text is null)
        {
            Add(-1L);
            return;
        }

        Add((long)text.Length);
        Encoding.UTF8.GetBytes(text, _buffer);
    }

    public void Add(long? number)
    {
        var room = _buffer.GetSpan(9);
        room[0] = number is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], number ?? 0);
        _buffer.Advance(9);
    }
}
