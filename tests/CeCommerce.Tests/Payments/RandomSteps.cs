using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Payments;

/// <summary>What happens to books at random, over and over the same for a seed: things happen late and are written down later, causes are repeated, two resolve one movement.</summary>
internal sealed class RandomSteps(int seed, int operators, DateTimeOffset start)
{
    private const int Remembered = 200;
    private static readonly MovementKind s_hold = new("Hold");
    private static readonly AccountKind[] s_owned = [AccountKind.Escrow, AccountKind.OperatorPayable, AccountKind.Payout, AccountKind.Loss, AccountKind.DepositHeld];
    private static readonly AccountKind[] s_platform = [AccountKind.BuyerClearing, AccountKind.RefundDue, AccountKind.Dispute, AccountKind.ProcessorFee];
    private static readonly string[] s_currencies = [Money.Yen, Money.Yen, Money.Yen, "USD"];

    private readonly Random _random = new(seed);
    private readonly List<(Movement Movement, Share[] Shares)> _posted = [];
    private readonly List<(Movement Movement, Share[] Shares)> _pending = [];
    private int _causes;

    private readonly DateTimeOffset _start = start;
    private TimeSpan _elapsed;

    public DateTimeOffset Now => _start + _elapsed;

    public IEnumerable<Account> Accounts => s_currencies.Distinct().SelectMany(currency => Enumerable.Range(0, operators)
        .SelectMany(i => s_owned.Select(kind => Account.OfOperator(kind, OperatorOf(i), currency)))
        .Concat(s_platform.Select(kind => Account.OfPlatform(kind, currency))));

    public Step Next()
    {
        _elapsed += TimeSpan.FromMilliseconds(_random.Next(60_000));
        return _random.Next(100) switch
        {
            < 45 => Post(),
            < 55 when _posted.Count > 0 => Repeat(),
            < 70 => Pend(),
            < 85 when _pending.Count > 0 => Resolve(),
            < 87 => new ExpireStep(),
            _ => new AskStep(AnyAccount(), new(Moment(), _random.Next(3) == 0 ? Moment() : null)),
        };
    }

    private PostStep Post()
    {
        var shares = Shares();
        var movement = _random.Next(5) == 0 ? Settling(shares) : PaymentMovements.Charge(NewCause(), shares, Time());
        Remember(_posted, (movement, shares));
        return new(movement);
    }

    /// <summary>Anything else that is posted.</summary>
    private Movement Settling(Share[] shares)
    {
        var (cause, time, share) = (NewCause(), Time(), shares[0]);
        var from = new TakenFrom(new([share with { Amount = share.Amount with { Amount = _random.Next(1, 200_000) } }]), new Dictionary<(OperatorId, string), Standing>
        {
            [(share.Operator, share.Amount.Currency)] = new(_random.Next(-50_000, 200_000), 0, (Liable)_random.Next(2)),
        });
        var back = ComingBack.Of(share.Amount.Amount, _random.Next(2) == 0, new(0, _random.Next(0, 100_000), Liable.Platform));
        return _random.Next(14) switch
        {
            0 => PaymentMovements.Release(cause, share, time),
            1 => PostingTable.Transfer(cause, share, time),
            2 => PostingTable.Arrival(cause, share, time),
            3 => PostingTable.Reversal(cause, share, back, time),
            4 => PostingTable.DisputeOpening(cause, share.Amount, time),
            5 => PostingTable.DisputeLoss(cause, share, from, time),
            6 => PostingTable.DisputeWin(cause, share.Amount, time),
            7 => PostingTable.Deposit(cause, share, time),
            8 => PostingTable.DepositCapture(cause, share, time),
            9 => PostingTable.Surplus(cause, share.Amount, time),
            10 => PostingTable.SentBack(cause, share.Amount, time),
            11 => PostingTable.ProcessorFee(cause, share.Amount, time),
            12 => PostingTable.ProcessorFeeShare(cause, shares, time),
            _ => PaymentMovements.RefundFrom(cause, shares, from, time),
        };
    }

    /// <summary>The same cause with other amounts: what was first stays.</summary>
    private PostStep Repeat()
    {
        var (first, shares) = _posted[_random.Next(_posted.Count)];
        var other = shares.Select(share => share with { Amount = share.Amount + new Money(1, share.Amount.Currency) });
        return new(Movement.Of(first.Kind, first.Cause, PaymentMovements.Charge(first.Cause, other, first.Time).Entries, Time()));
    }

    private PostStep Pend()
    {
        var (shares, time) = (Shares(), Time());
        var hold = Movement.Of(s_hold, NewCause(), PaymentMovements.Charge(default, shares, time).Entries, time)
            .PendingUntil(time.At.AddMilliseconds(_random.Next(1, 864_000_000)));
        Remember(_pending, (hold, shares));
        return new(hold);
    }

    private ResolveStep Resolve()
    {
        var (pending, shares) = _pending[_random.Next(_pending.Count)];
        var latest = Math.Min((Now - pending.Time.At).TotalMilliseconds, (pending.TimesOutAt!.Value - pending.Time.At).TotalMilliseconds - 1);
        var time = new MovementTime(pending.Time.At.AddMilliseconds(Math.Floor(latest * _random.NextDouble())), Now);
        if (_random.Next(3) == 0)
        {
            return new(Resolution.Void(pending, time));
        }

        var whole = _random.Next(2) == 0;
        var captured = shares.Select(share => whole ? share : share with { Amount = share.Amount with { Amount = _random.NextInt64(share.Amount.Amount + 1) } });
        return new(Resolution.Post(pending, PaymentMovements.Charge(NewCause(), captured, time)));
    }

    private Share[] Shares()
    {
        var currency = s_currencies[_random.Next(s_currencies.Length)];
        return [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new Share(OperatorOf(_random.Next(operators)), new(_random.Next(1, 200_000), currency)))];
    }

    private Account AnyAccount()
    {
        var currency = s_currencies[_random.Next(s_currencies.Length)];
        return _random.Next(1_000) == 0
            ? Account.OfPlatform(s_platform[_random.Next(s_platform.Length)], currency)
            : Account.OfOperator(_random.Next(4) == 0 ? s_owned[_random.Next(s_owned.Length)] : AccountKind.Escrow, OperatorOf(_random.Next(operators)), currency);
    }

    /// <summary>One in eight is heard of up to forty days late.</summary>
    private MovementTime Time() => new(_random.Next(8) == 0 ? Now.AddMilliseconds(-_random.NextInt64(3_456_000_000)) : Now, Now);

    private DateTimeOffset Moment() => Now.AddMilliseconds(-_random.NextInt64((long)Math.Min(_elapsed.TotalMilliseconds, 7_776_000_000) + 1));

    private Cause NewCause() => Cause.Of(PaymentId.From(Numbered(1, _causes++)));

    private static OperatorId OperatorOf(int number) => OperatorId.From(Numbered(2, number));

    private static Guid Numbered(int kind, int number) => new(number, (short)kind, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    private void Remember<T>(List<T> list, T value)
    {
        if (list.Count < Remembered)
        {
            list.Add(value);
        }
        else
        {
            list[_random.Next(Remembered)] = value;
        }
    }
}

internal abstract record Step;

internal sealed record PostStep(Movement Movement) : Step;

internal sealed record ResolveStep(Resolution Resolution) : Step;

/// <summary>What is over by now is written down as expired.</summary>
internal sealed record ExpireStep : Step;

internal sealed record AskStep(Account Account, AsOf AsOf) : Step;
