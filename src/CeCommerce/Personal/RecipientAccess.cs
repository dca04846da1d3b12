using CeCommerce.Platform;

namespace CeCommerce.Personal;

/// <summary>What support gives as its reason; free text could say something of the person.</summary>
public enum SupportReason
{
    /// <summary>A delivery that went wrong.</summary>
    Delivery,

    /// <summary>Money that has to go back.</summary>
    Refund,

    /// <summary>The person asked what is kept of them, or to have it put right.</summary>
    RequestOfPerson,

    /// <summary>An authority asked, as the law provides.</summary>
    LegalDuty,
}

/// <summary>A reason with the number of the case that it belongs to.</summary>
internal sealed record SupportCase(SupportReason Reason, string CaseNumber);

/// <summary>That it may be read, and for what.</summary>
internal sealed record GrantedRead(ReadPurpose Purpose, string? CaseNumber = null);

/// <summary>What a caller may do with a recipient.</summary>
/// <param name="MayKnow">Whether they are told that there is such a recipient.</param>
/// <param name="Read">Null when they may not read what it says.</param>
internal readonly record struct RecipientAccess(bool MayKnow, GrantedRead? Read)
{
    private static readonly RecipientAccess Nothing = new(false, null);

    /// <summary>
    /// The one place where it is decided. Consumers read their own; operators what something of theirs refers to; the platform with a reason.
    /// Auditors and refurbishers never do.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="owner">Whose it is; null when they were erased.</param>
    /// <param name="isReferredTo">Whether something of the caller's operator refers to it.</param>
    /// <param name="support">What support gave as its reason; nobody else needs one.</param>
    public static RecipientAccess Decide(Caller caller, Person? owner, bool isReferredTo, SupportCase? support)
    {
        if (!caller.Scopes.Contains(RecipientScopes.Read))
        {
            return Nothing;
        }

        return caller.Role switch
        {
            Role.Consumer => owner is not null && Person.Of(caller) == owner ? new(true, new(ReadPurpose.Own)) : Nothing,
            Role.Operator => isReferredTo ? new(true, new(ReadPurpose.Fulfilment)) : Nothing,
            Role.Platform => new(true, support is null ? null : new(PurposeOf(support.Reason), support.CaseNumber)),
            Role.Refurbisher or Role.Auditor or null => Nothing,
        };
    }

    private static ReadPurpose PurposeOf(SupportReason reason) => reason switch
    {
        SupportReason.Delivery => ReadPurpose.Delivery,
        SupportReason.Refund => ReadPurpose.Refund,
        SupportReason.RequestOfPerson => ReadPurpose.RequestOfPerson,
        SupportReason.LegalDuty => ReadPurpose.LegalDuty,
    };
}
