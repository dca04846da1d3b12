using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Connect;

public readonly record struct PayoutAccountId(Guid Value) : ITypedId<PayoutAccountId>
{
    public static string Prefix => "pac";

    public static PayoutAccountId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>How far an operator's account at the processor has come.</summary>
public enum PayoutAccountState
{
    /// <summary>Its staff have not told the processor everything yet.</summary>
    Pending,

    /// <summary>The processor wants to know more, or is still looking, and pays nothing until then.</summary>
    Restricted,

    /// <summary>It is paid.</summary>
    Enabled,

    /// <summary>The processor refused it, or its owner left the platform.</summary>
    Disabled,
}

/// <summary>An operator's account at the processor, as the processor told it last: through it the operator is paid.</summary>
public sealed class PayoutAccount
{
    private PayoutAccount()
    {
    }

    public PayoutAccountId Id { get; private init; }

    public OperatorId OperatorId { get; private init; }

    /// <summary>The processor.</summary>
    public string Gateway { get; private init; } = "";

    /// <summary>The processor's own name of it; null until it has said it.</summary>
    public string? ProcessorId { get; private set; }

    public PayoutAccountState State { get; private set; }

    /// <summary>Whether it could take charges itself; the platform takes them here, so nothing depends on it.</summary>
    public bool ChargesEnabled { get; private set; }

    /// <summary>Whether the processor sends its money to its bank.</summary>
    public bool PayoutsEnabled { get; private set; }

    /// <summary>The processor's own name of the bank account that it sends money to; null until it has told one.</summary>
    public string? Bank { get; private set; }

    public IReadOnlyList<PayoutCapability> Capabilities { get; private set; } = [];

    public PayoutRequirements Requirements { get; private set; } = PayoutRequirements.None;

    public DateTimeOffset OpenedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When the newest question that was answered was asked: what was asked before says nothing any more.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When to ask again without a word of the processor.</summary>
    public DateTimeOffset AskAt { get; private set; }

    /// <summary>From when on another one stands for it; null while it is the operator's.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public uint Version { get; private set; }

    internal bool IsSettled => State is PayoutAccountState.Disabled || (State is PayoutAccountState.Enabled && Requirements.CurrentlyDue.Count == 0);

    internal static PayoutAccount Open(PayoutAccountId id, OperatorId owner, string gateway, DateTimeOffset now) =>
        new() { Id = id, OperatorId = owner, Gateway = gateway, OpenedAt = now, UpdatedAt = now, AskAt = now };

    internal void Close(DateTimeOffset now) => ClosedAt = now;

    /// <summary>Takes over what the processor says; false when a later question was answered already.</summary>
    /// <param name="told">Null when the processor knows it no more.</param>
    /// <param name="askedAt">When it was asked.</param>
    internal bool Hear(AccountAtProcessor? told, DateTimeOffset askedAt)
    {
        if (ReadAt > askedAt)
        {
            return false;
        }

        var before = (State, ChargesEnabled, PayoutsEnabled, JsonOf(Capabilities), JsonOf(Requirements));
        (ReadAt, ProcessorId) = (askedAt, ProcessorId ?? told?.Id);
        (ChargesEnabled, PayoutsEnabled) = (told?.ChargesEnabled ?? false, told?.PayoutsEnabled ?? false);
        Bank = told?.Bank ?? Bank;
        Capabilities = told?.Capabilities ?? [];
        Requirements = told?.Requirements ?? PayoutRequirements.Gone;
        State = StateOf(told);
        if (before != (State, ChargesEnabled, PayoutsEnabled, JsonOf(Capabilities), JsonOf(Requirements)))
        {
            UpdatedAt = askedAt;
        }

        return true;
    }

    internal void AskAgain(DateTimeOffset at) => AskAt = at;

    /// <summary>The platform takes the charges and transfers what is the operator's, so of all capabilities only <c>transfers</c> matters.</summary>
    private static PayoutAccountState StateOf(AccountAtProcessor? told) => told switch
    {
        null => PayoutAccountState.Disabled,
        { Requirements.DisabledReason: { } reason } when reason.StartsWith("rejected", StringComparison.Ordinal) => PayoutAccountState.Disabled,
        { PayoutsEnabled: true } when told.Capabilities.Any(one => one is { Name: PayoutCapability.Transfers, Status: PayoutCapabilityStatus.Active }) => PayoutAccountState.Enabled,
        { DetailsSubmitted: false } => PayoutAccountState.Pending,
        _ => PayoutAccountState.Restricted,
    };

    private static string JsonOf<T>(T value) => Platform.Database.JsonColumn.Write(value);
}

/// <summary>Something that a processor lets an account do.</summary>
/// <param name="Name">As the processor calls it, e.g. `transfers`.</param>
/// <param name="Status">Whether it does.</param>
public sealed record PayoutCapability(string Name, PayoutCapabilityStatus Status)
{
    internal const string Transfers = "transfers";
}

/// <summary>Whether a processor lets an account do something.</summary>
public enum PayoutCapabilityStatus
{
    /// <summary>It does not.</summary>
    Inactive,

    /// <summary>It is looking at what it was told.</summary>
    Pending,

    /// <summary>It does.</summary>
    Active,
}

/// <summary>What the processor wants to know of an operator, in the processor's own words.</summary>
/// <param name="CurrentlyDue">Wanted now, e.g. `external_account`.</param>
/// <param name="PastDue">Wanted before now: until then it is not paid.</param>
/// <param name="Deadline">By when; null when there is no such day yet.</param>
/// <param name="DisabledReason">Why it is not paid, e.g. `requirements.past_due`; null when it is.</param>
public sealed record PayoutRequirements(IReadOnlyList<string> CurrentlyDue, IReadOnlyList<string> PastDue, DateTimeOffset? Deadline, string? DisabledReason)
{
    internal static readonly PayoutRequirements None = new([], [], null, null);

    /// <summary>The processor knows the account no more.</summary>
    internal static readonly PayoutRequirements Gone = new([], [], null, "account_gone");
}
