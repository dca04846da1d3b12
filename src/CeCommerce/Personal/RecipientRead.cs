using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>That somebody read a recipient: who, which, why, when, and nothing of what it said. Rows only ever come, until their time is over.</summary>
public sealed class RecipientRead
{
    /// <summary>As long as records of what was handed to others are kept (個人情報保護法施行規則 21).</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3 * 366);

    private RecipientRead()
    {
    }

    public Guid Id { get; private init; }

    public RecipientId RecipientId { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>App, role and tenant.</summary>
    public string Reader { get; private init; } = "";

    public ReadPurpose Purpose { get; private init; }

    /// <summary>The number of the case that it was read for, of those who gave one.</summary>
    public string? CaseNumber { get; private init; }

    internal static RecipientRead Of(RecipientId recipient, Caller caller, GrantedRead granted, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        RecipientId = recipient,
        At = now,
        Reader = NameOf(caller),
        Purpose = granted.Purpose,
        CaseNumber = granted.CaseNumber,
    };

    /// <summary>Who that was without saying which consumer: the recipient says it as long as it may be known.</summary>
    internal static string NameOf(Caller caller) =>
        caller.OperatorId is { } tenant ? $"{caller.ClientId}/{caller.Role}/{tenant:N}" : $"{caller.ClientId}/{caller.Role}";
}

/// <summary>What a recipient was read for.</summary>
public enum ReadPurpose
{
    /// <summary>The consumer looked at their own.</summary>
    Own,

    /// <summary>An operator, for what they have to send or do.</summary>
    Fulfilment,

    /// <summary>Support: a delivery that went wrong.</summary>
    Delivery,

    /// <summary>Support: money that has to go back.</summary>
    Refund,

    /// <summary>Support: the person asked what is kept of them, or to have it put right.</summary>
    RequestOfPerson,

    /// <summary>An authority asked, as the law provides.</summary>
    LegalDuty,

    /// <summary>To quote what sending there costs, or to agree to it.</summary>
    Quote,
}
