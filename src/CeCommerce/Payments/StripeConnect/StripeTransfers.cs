using System.Globalization;
using CeCommerce.Payments.Settling;
using Stripe;
using Transfer = CeCommerce.Payments.Settling.Transfer;

namespace CeCommerce.Payments.StripeConnect;

/// <summary>
/// Separate charges and transfers: a payout of ours is a transfer from the platform's balance to the operator's account and, since that account is on the manual schedule, one payout
/// of the same amount from there to its bank. So each of ours is found as one at Stripe, and when it arrives is told by that payout alone.
/// </summary>
internal sealed class StripeTransfers(IStripeClient stripe) : ITransferGateway
{
    public const string KeyOfPayout = "payout";

    private const string KeyOfReversal = "reversal";

    /// <summary>Which try of ours to send it to the bank, where it is not the first.</summary>
    private const string KeyOfTurn = "turn";

    private readonly TransferService _transfers = new(stripe);
    private readonly PayoutService _payouts = new(stripe);

    public string Name => StripeGateway.Called;

    public async Task<Transfer> TransferAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        var options = new TransferCreateOptions
        {
            Amount = request.Amount.Amount,
            Currency = "jpy",
            Destination = request.Destination,
            TransferGroup = request.Key,
            Metadata = new() { [KeyOfPayout] = request.Key, ["operator"] = request.Group },
            Expand = ["reversals"],
        };
        var made = await StripeFaults.AskAsync(() => _transfers.CreateAsync(options, Key($"{request.Key}:transfer"), cancellationToken), cancellationToken);
        return made switch
        {
            { Value: { } transfer } => await FollowAsync(request.Key, transfer, 1, cancellationToken),
            { Refusal: { } reason } => new(request.Key, "", TransferStatus.Refused, reason),
            _ => await FindAsync(request.Key, 1, cancellationToken) ?? throw made.Unknown!,
        };
    }

    public async Task<Transfer?> FindAsync(string key, int? turn, CancellationToken cancellationToken)
    {
        var options = new TransferListOptions { TransferGroup = key, Limit = 1, Expand = ["data.reversals"] };
        var found = await StripeFaults.AskAsync(() => _transfers.ListAsync(options, null, cancellationToken), cancellationToken);
        return found.Known?.Data is [var transfer, ..] ? await FollowAsync(key, transfer, turn, cancellationToken) : null;
    }

    /// <summary>A refusal is final, unless Stripe shows that it was done under this key before.</summary>
    public async Task<Reversal> ReverseAsync(ReversalRequest request, CancellationToken cancellationToken)
    {
        var options = new TransferReversalCreateOptions { Amount = request.Amount.Amount, Metadata = new() { [KeyOfReversal] = request.Key } };
        var asked = await StripeFaults.AskAsync(
            () => new TransferReversalService(stripe).CreateAsync(request.TransferId, options, Key($"{request.Key}:reversal"), cancellationToken), cancellationToken);
        if (asked.Value is not null)
        {
            return new(Done: true);
        }

        var now = await StripeFaults.AskAsync(() => _transfers.GetAsync(request.TransferId, new() { Expand = ["reversals"] }, null, cancellationToken), cancellationToken);
        return now.Known is { } transfer && KeysOf(transfer).Contains(request.Key) ? new(Done: true)
            : asked.Refusal is { } reason ? new(Done: false, reason)
            : throw asked.Unknown!;
    }

    /// <summary>What has become of it: where its payout, or another after one that the bank refused, was not made yet, it is made now, which is the rest of the same transfer.</summary>
    private async Task<Transfer> FollowAsync(string key, Stripe.Transfer transfer, int? turn, CancellationToken cancellationToken)
    {
        if (transfer.Reversed)
        {
            return Read(key, transfer, TransferStatus.Failed, "reversed");
        }

        var last = await LastAsync(key, transfer, cancellationToken);
        var payout = turn is { } wanted && (last is null || (IsRefused(last) && TurnOf(last) < wanted)) ? await PayAsync(key, transfer, wanted, cancellationToken) : new(last);
        return payout switch
        {
            { Value: null, Unknown: null, Refusal: null } => Read(key, transfer, TransferStatus.BankRefused, null) with { Turn = 0 },
            { Refusal: { } reason } => Read(key, transfer, TransferStatus.BankRefused, reason) with { Turn = turn!.Value },
            { Value: { } made } when IsRefused(made) => Read(key, transfer, TransferStatus.BankRefused, made.FailureCode ?? made.Status) with { Turn = TurnOf(made) },
            _ => Read(key, transfer, payout.Value is { Status: "paid" } ? TransferStatus.Arrived : TransferStatus.OnItsWay, null),
        };
    }

    /// <summary>The newest come first.</summary>
    private async Task<Stripe.Payout?> LastAsync(string key, Stripe.Transfer transfer, CancellationToken cancellationToken)
    {
        var options = new PayoutListOptions { Created = new DateRangeOptions { GreaterThanOrEqual = transfer.Created }, Limit = 100 };
        do
        {
            var asked = await StripeFaults.AskAsync(() => _payouts.ListAsync(options, Of(transfer.DestinationId), cancellationToken), cancellationToken);
            if (asked.Known is not { } page)
            {
                return null;
            }

            if (page.Data.Find(payout => payout.Metadata?.GetValueOrDefault(KeyOfPayout) == key) is { } found)
            {
                return found;
            }

            options.StartingAfter = page is { HasMore: true, Data: [.., var last] } ? last.Id : null;
        }
        while (options.StartingAfter is not null);
        return null;
    }

    private Task<StripeAnswer<Stripe.Payout>> PayAsync(string key, Stripe.Transfer transfer, int turn, CancellationToken cancellationToken)
    {
        var options = new PayoutCreateOptions { Amount = transfer.Amount - transfer.AmountReversed, Currency = "jpy", Metadata = new() { [KeyOfPayout] = key } };
        if (turn > 1)
        {
            options.Metadata[KeyOfTurn] = turn.ToString(CultureInfo.InvariantCulture);
        }

        return StripeFaults.AskAsync(() => _payouts.CreateAsync(options, Of(transfer.DestinationId, turn == 1 ? $"{key}:payout" : $"{key}:payout:{turn}"), cancellationToken), cancellationToken);
    }

    private static bool IsRefused(Stripe.Payout payout) => payout.Status is "failed" or "canceled";

    private static int TurnOf(Stripe.Payout payout) => int.TryParse(payout.Metadata?.GetValueOrDefault(KeyOfTurn), CultureInfo.InvariantCulture, out var turn) ? turn : 1;

    private static Transfer Read(string key, Stripe.Transfer transfer, TransferStatus status, string? reason) => new(key, transfer.Id, status, reason) { Reversals = [.. KeysOf(transfer)] };

    private static IEnumerable<string> KeysOf(Stripe.Transfer transfer) =>
        (transfer.Reversals?.Data ?? []).Select(reversal => reversal.Metadata?.GetValueOrDefault(KeyOfReversal)).OfType<string>();

    private static RequestOptions Key(string key) => new() { IdempotencyKey = key };

    private static RequestOptions Of(string account, string? key = null) => new() { StripeAccount = account, IdempotencyKey = key };
}
