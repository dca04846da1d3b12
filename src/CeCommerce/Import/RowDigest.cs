using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Import;

/// <summary>The digest of <see cref="StockRow.Digest"/>. Not thread-safe: it keeps its buffer.</summary>
internal sealed class RowDigest
{
    private readonly ArrayBufferWriter<byte> _buffer = new(2048);

    public byte[] Of(StockRow row)
    {
        _buffer.ResetWrittenCount();
        Add(row.SourceId);
        Add(row.Category.Code);
        Add((int)row.Kind);
        Add((int?)row.SharingModel);
        AddIdentity(row);
        AddOffer(row);
        foreach (var fact in row.Facts.All)
        {
            Add((int)fact.Code);
            Add(fact.Number);
            Add(fact.Text);
        }

        return SHA256.HashData(_buffer.WrittenSpan);
    }

    private void AddIdentity(StockRow row)
    {
        Add(row.Gtin);
        Add(row.Brand);
        Add(row.Name);
        Add(row.ModelNumber);
        Add(row.MakerSerial);
        Add(row.Imei);
        Add(row.Tag);
        Add((int?)row.Cosmetic);
        Add((int?)row.Functional);
        Add((int?)row.GradeScheme);
    }

    private void AddOffer(StockRow row)
    {
        Add(row.Price);
        Add(row.DailyRate);
        Add(row.Deposit);
        Add(row.ShippingFee);
        Add(row.OtherCharges.Count);
        foreach (var charge in row.OtherCharges)
        {
            Add(charge.Name);
            Add(charge.Amount);
        }

        Add((int?)row.PaymentTiming);
        Add(row.PaymentMethods.Count);
        foreach (var method in row.PaymentMethods)
            Add((int)method);
        Add(row.DeliveryDays);
        Add(row.ApplicationPeriod);
        Add(row.ReturnPolicy);
        Add(row.WarrantyDays);
        Add(row.Title);
        Add(row.Description);
        Add(row.Prefecture?.Code);
        Add(row.Photos.Count);
        foreach (var photo in row.Photos)
            Add(photo.AbsoluteUri);
    }

    private void Add(Money? money)
    {
        Add(money?.Amount);
        Add(money?.Currency);
    }

    // Every value carries its length, so that moving a letter from one field to the next changes the digest.
    private void Add(string? text)
    {
        if (text is null)
        {
            Add(-1L);
            return;
        }

        Add((long)text.Length);
        Encoding.UTF8.GetBytes(text, _buffer);
    }

    private void Add(long? number)
    {
        var room = _buffer.GetSpan(9);
        room[0] = number is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], number ?? 0);
        _buffer.Advance(9);
    }
}
