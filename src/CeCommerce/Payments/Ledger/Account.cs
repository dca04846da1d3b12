using CeCommerce.Operators;

namespace CeCommerce.Payments.Ledger;

/// <summary>What an account is for; a new kind is a new line here and nothing else.</summary>
/// <param name="Word">As the books write it.</param>
/// <param name="IsOwned">Whether each operator has one of its own; otherwise it is the platform's.</param>
internal sealed record AccountKind(string Word, bool IsOwned)
{
    /// <summary>What buyers paid and the processor holds for us, seen from the buyers: negative after a charge.</summary>
    public static readonly AccountKind BuyerClearing = new("BuyerClearing", IsOwned: false);

    /// <summary>What buyers paid for an operator's sales that are not completed: positive from a charge until its release.</summary>
    public static readonly AccountKind Escrow = new("Escrow", IsOwned: true);

    /// <summary>What we owe an operator for what it sold: positive after a completed sale.</summary>
    public static readonly AccountKind OperatorPayable = new("OperatorPayable", IsOwned: true);

    /// <summary>The platform's fees, without tax: positive once charged.</summary>
    public static readonly AccountKind FeeIncome = new("FeeIncome", IsOwned: false);

    /// <summary>Consumption tax on the platform's fees.</summary>
    public static readonly AccountKind FeeTax = new("FeeTax", IsOwned: false);

    /// <summary>What the processor took: the platform's cost, so negative; what is charged on to operators makes it less.</summary>
    public static readonly AccountKind ProcessorFee = new("ProcessorFee", IsOwned: false);
}

/// <summary>One account: there is one of a kind for an owner and a currency, and it is opened by its first entry.</summary>
internal sealed record Account
{
    public Account(AccountKind kind, Guid? owner, string currency)
    {
        if (kind.IsOwned != owner.HasValue)
        {
            throw new ArgumentException($"An account of the kind {kind.Word} has {(kind.IsOwned ? "an owner" : "no owner")}.", nameof(owner));
        }

        (Kind, Owner, Currency) = (kind, owner, currency);
    }

    public AccountKind Kind { get; }

    /// <summary>The operator; null when it is the platform's own.</summary>
    public Guid? Owner { get; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; }

    public static Account OfPlatform(AccountKind kind, string currency) => new(kind, null, currency);

    public static Account OfOperator(AccountKind kind, OperatorId owner, string currency) => new(kind, owner.Value, currency);
}
