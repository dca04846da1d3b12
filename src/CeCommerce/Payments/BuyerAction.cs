using System.Text.Json.Serialization;
using CeCommerce.Platform;

namespace CeCommerce.Payments;

/// <summary>
/// What the buyer has to do so that a payment goes on. Kept with the payment, so that it can be shown again; <c>as</c> is the shortest of its words because jsonb puts
/// the shortest first.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "as")]
[JsonDerivedType(typeof(Redirect), "redirect")]
[JsonDerivedType(typeof(PaymentSheet), "sheet")]
[JsonDerivedType(typeof(KonbiniSlip), "konbini")]
[JsonDerivedType(typeof(BankTransferDetails), "bank")]
public abstract record BuyerAction
{
    private protected BuyerAction()
    {
    }
}

/// <summary>Go to a page of the processor or the bank, and come back.</summary>
/// <param name="Page">Open it in a browser.</param>
public sealed record Redirect(string Page) : BuyerAction;

/// <summary>Pay in the processor's own form inside the app. Card data go from there to the processor and never through here.</summary>
/// <param name="Processor">Whose form it is, e.g. `stripe`.</param>
/// <param name="ClientSecret">Opens the form for this one payment; it is to be shown to the buyer's device alone.</param>
/// <param name="PublishableKey">Names the platform's account to the form.</param>
public sealed record PaymentSheet(string Processor, string ClientSecret, string PublishableKey) : BuyerAction;

/// <summary>Pay at the counter of a convenience store (コンビニ決済).</summary>
/// <param name="Voucher">Where the slip is, to be shown or printed; null where there is none.</param>
/// <param name="ExpiresAt">Paid after that, the money goes back.</param>
/// <param name="Stores">What is said or typed in, by chain.</param>
public sealed record KonbiniSlip(string? Voucher, DateTimeOffset ExpiresAt, IReadOnlyList<KonbiniStore> Stores) : BuyerAction
{
    public bool Equals(KonbiniSlip? other) => other is not null && Voucher == other.Voucher && ExpiresAt == other.ExpiresAt && Stores.SequenceEqual(other.Stores);

    public override int GetHashCode() => HashCode.Combine(Voucher, ExpiresAt, Stores.Count);
}

/// <summary>What the buyer says or types in at one chain of convenience stores.</summary>
/// <param name="Chain">As the processor calls it: `familymart`, `lawson`, `ministop`, `seicomart`.</param>
/// <param name="ConfirmationNumber">Confirmation number (確認番号), where the chain asks for one.</param>
/// <param name="PaymentCode">Payment code (お客様番号, 企業コード and the like).</param>
public sealed record KonbiniStore(string Chain, string? ConfirmationNumber, string PaymentCode);

/// <summary>Send the money to a bank account that is for this payment alone (銀行振込).</summary>
/// <param name="Remaining">What has not arrived yet.</param>
/// <param name="Account">Where to.</param>
/// <param name="Reference">To be written with the transfer; null where none is needed.</param>
/// <param name="Instructions">Where the same is on a page of the processor; null where there is none.</param>
public sealed record BankTransferDetails(Money Remaining, BankAccount Account, string? Reference, string? Instructions) : BuyerAction;

/// <summary>A bank account in Japan (全銀協).</summary>
/// <param name="BankCode">Bank code, 4 digits.</param>
/// <param name="BankName">Name of the bank.</param>
/// <param name="BranchCode">Branch code, 3 digits.</param>
/// <param name="BranchName">Name of the branch.</param>
public sealed record BankAccount(string BankCode, string BankName, string BranchCode, string BranchName)
{
    /// <summary>What kind of account it is.</summary>
    public required BankAccountKind Kind { get; init; }

    /// <summary>Number of the account, 7 digits.</summary>
    public required string Number { get; init; }

    /// <summary>In whose name it is.</summary>
    public required string Holder { get; init; }
}

/// <summary>Kinds of bank accounts in Japan (預金種目).</summary>
public enum BankAccountKind
{
    /// <summary>Ordinary account (普通).</summary>
    Ordinary,

    /// <summary>Current account (当座).</summary>
    Current,

    /// <summary>Savings account (貯蓄).</summary>
    Savings,
}
