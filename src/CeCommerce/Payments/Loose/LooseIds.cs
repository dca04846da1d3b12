using CeCommerce.Platform;

namespace CeCommerce.Payments.Loose;

/// <summary>Money that came; see <see cref="NamedByProcessor"/>.</summary>
public readonly record struct LooseMoneyId(Guid Value) : ITypedId<LooseMoneyId>
{
    public static string Prefix => "lsm";

    public static LooseMoneyId From(Guid value) => new(value);

    public static LooseMoneyId Of(string gateway, string processorId) => new(NamedByProcessor.Of(gateway, processorId));

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
