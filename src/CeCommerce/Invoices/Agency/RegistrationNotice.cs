using CeCommerce.Operators;

namespace CeCommerce.Invoices.Agency;

/// <summary>
/// That a seller told the platform of its registration, so that the platform issues its documents (媒介者交付特例, 消費税法施行令 70-12(1)): told beforehand, by the supply at the latest. It holds
/// until the seller takes it back, as it must when its registration ends (70-12(4)).
/// </summary>
public sealed class RegistrationNotice
{
    private RegistrationNotice()
    {
    }

    public Guid Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    /// <summary>The number that was told: with another one the notice holds no longer.</summary>
    public string SellerInvoiceNumber { get; private init; } = "";

    public DateTimeOffset NotifiedAt { get; private init; }

    /// <summary>First day of supply from which the platform issues, in Japan.</summary>
    public DateOnly From { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public uint Version { get; private set; }

    internal static RegistrationNotice Of(OperatorId seller, string number, DateOnly from, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), OperatorId = seller, SellerInvoiceNumber = number, NotifiedAt = now, From = from };

    internal void Revoke(DateTimeOffset now) => RevokedAt = now;
}
