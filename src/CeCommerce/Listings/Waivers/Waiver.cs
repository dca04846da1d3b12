using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Listings.Waivers;

public readonly record struct WaiverId(Guid Value) : ITypedId<WaiverId>
{
    public static string Prefix => "wvr";

    public static WaiverId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>
/// An auditor's word that one clause of the platform's policy does not keep a listing, or the listings of an operator, off the shelf for a
/// time. The finding stays: a waiver says what follows from it, not what was found.
/// </summary>
public sealed class Waiver
{
    private Waiver()
    {
    }

    public WaiverId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    /// <summary>Null when it goes for every listing of the operator.</summary>
    public ListingId? ListingId { get; private init; }

    public Listing? Listing { get; private init; }

    /// <summary>Rule id and clause, e.g. <c>LS-013/fifteen-years</c>.</summary>
    public string Clause { get; private init; } = "";

    public string Reason { get; private init; } = "";

    public WaiverEvidence Evidence { get; private init; } = null!;

    /// <summary>First day, in Japan.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The day on which it no longer holds.</summary>
    public DateOnly Until { get; private set; }

    /// <summary>The auditor's partner app.</summary>
    public string ClientId { get; private init; } = "";

    public DateTimeOffset GrantedAt { get; private init; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public uint Version { get; private set; }

    internal static Waiver Grant(WaiverId id, Operator owner, Listing? listing, WaiverTerms terms, string clientId, DateTimeOffset now) => new()
    {
        Id = id,
        OperatorId = owner.Id,
        Operator = owner,
        ListingId = listing?.Id,
        Listing = listing,
        Clause = terms.Clause,
        Reason = terms.Reason,
        Evidence = terms.Evidence,
        From = terms.From,
        Until = terms.Until,
        ClientId = clientId,
        GrantedAt = now,
    };

    internal bool HoldsOn(DateOnly day) => From <= day && day < Until;

    internal void End(DateOnly today, DateTimeOffset now) => (Until, EndedAt) = (today < From ? From : today, now);
}

/// <summary>What a waiver rests on: exactly one of the three.</summary>
/// <param name="Text">In the auditor's words.</param>
/// <param name="Address">Where it can be read, https.</param>
/// <param name="Sha256">Digest of a document that the auditor keeps, 64 lower-case hex digits.</param>
public sealed record WaiverEvidence(string? Text, string? Address, string? Sha256);

/// <summary>What an auditor grants.</summary>
internal sealed record WaiverTerms(string Clause, string Reason, WaiverEvidence Evidence, DateOnly From, DateOnly Until);
