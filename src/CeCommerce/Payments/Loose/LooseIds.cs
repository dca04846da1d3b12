using System.Security.Cryptography;
using System.Text;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Loose;

/// <summary>
/// Money that came. Made of the processor's own name of it, so that it is one however often and by whomever it is heard of, and a line of the processor's balance finds it before it is known here.
/// </summary>
public readonly record struct LooseMoneyId(Guid Value) : ITypedId<LooseMoneyId>
{
    public static string Prefix => "lsm";

    public static LooseMoneyId From(Guid value) => new(value);

    /// <summary>A UUID of version 8 (RFC 9562 5.8).</summary>
    public static LooseMoneyId Of(string gateway, string processorId)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{gateway} {processorId}"))[..16];
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0F) | 0x80), (byte)((bytes[8] & 0x3F) | 0x80));
        return new(new Guid(bytes, bigEndian: true));
    }

    public override string ToString() => TypedId.Format(this);
}

/// <summary>One try to send it back; the processor's idempotency key is made of it.</summary>
public readonly record struct LooseReturnId(Guid Value) : ITypedId<LooseReturnId>
{
    public static string Prefix => "lsr";

    public static LooseReturnId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>That what had come became the charge: once for a payment, whose value it has.</summary>
public readonly record struct LooseUseId(Guid Value) : ITypedId<LooseUseId>
{
    public static string Prefix => "lsu";

    public static LooseUseId From(Guid value) => new(value);

    public static LooseUseId Of(PaymentId payment) => new(payment.Value);

    public override string ToString() => TypedId.Format(this);
}
