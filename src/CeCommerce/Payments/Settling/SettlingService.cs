using CeCommerce.Operators;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Settling;

/// <summary>Keeps the terms of settling, and pays operators when the platform says so.</summary>
internal sealed class SettlingService(CommerceDatabase database, IdempotencyKeys keys, PayoutMaking payouts, PaymentClock clock)
{
    private const int MostDelay = 90;
    private const long MostMinimum = 1_000_000;

    private readonly AtomicChanges _changes = new(database, keys, new SettlementBusy("input"));

    public Task<Outcome<SettlementTerms>> SetAsync(Caller caller, SetSettlementTermsInput input, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "setSettlementTerms", input.IdempotencyKey, input with { IdempotencyKey = "" }),
        () => NewAsync(caller, input, cancellationToken),
        terms => terms.Id.ToString(),
        async id => await database.Set<SettlementTerms>().Include(x => x.Operator).SingleAsync(x => x.Id == TypedId.Parse<SettlementTermsId>(id), cancellationToken),
        cancellationToken);

    public Task<Outcome<Payout>> PayAsync(Caller caller, MakePayoutInput input, CancellationToken cancellationToken) => _changes.OnceAsync(
        new(caller, "makePayout", input.IdempotencyKey, input with { IdempotencyKey = "" }),
        async () => await FindAsync(caller, input.OperatorId, cancellationToken) is null
            ? new OperatorNotFound(input.OperatorId.ToString(), "input", "operatorId")
            : await payouts.MakeAsync(new(new(input.OperatorId, Money.Yen), null, caller, Now), cancellationToken),
        payout => payout.Id.ToString(),
        async id => await database.Set<Payout>().Include(x => x.Operator).SingleAsync(x => x.Id == TypedId.Parse<PayoutId>(id), cancellationToken),
        cancellationToken);

    private async Task<Outcome<SettlementTerms>> NewAsync(Caller caller, SetSettlementTermsInput input, CancellationToken cancellationToken)
    {
        var (now, minimum) = (Now, input.Minimum ?? Money.Jpy(0));
        if (Invalid(input, minimum, now) is { } invalid)
        {
            return invalid;
        }

        if (await FindAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new OperatorNotFound(input.OperatorId.ToString(), "input", "operatorId");
        }

        var wish = new SettlementWish(input.Liable ?? Liable.Operator, input.Schedule, input.Day)
        {
            ProcessorFeeChargedOn = input.ProcessorFeeChargedOn ?? false,
            DisputeFeeChargedOn = input.DisputeFeeChargedOn ?? false,
            DelayDays = input.DelayDays ?? 0,
            Minimum = minimum.Amount,
        };
        var terms = SettlementTerms.Of(owner, wish, input.From ?? now, now);
        database.Add(terms);
        database.Note(HistoryEntry.Of(terms.Id, "set", caller, now, null, new { Operator = owner.Id.ToString(), Terms = wish, terms.From }));
        return terms;
    }

    private Task<Operator?> FindAsync(Caller caller, OperatorId id, CancellationToken cancellationToken) =>
        database.Set<Operator>().ChangeableBy(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    private static SettlementValueInvalid? Invalid(SetSettlementTermsInput input, Money minimum, DateTimeOffset now) => input switch
    {
        _ when !IsDay(input.Schedule, input.Day) => new SettlementValueInvalid(
            new("曜日は1〜7、日は1〜28で指定し、他の周期では省略してください。", "The day is 1 to 7 of the week or 1 to 28 of the month, and left out with other schedules."), "input", "day"),
        { DelayDays: < 0 or > MostDelay } => new SettlementValueInvalid(new("猶予は0〜90日です。", "The delay is 0 to 90 days."), "input", "delayDays"),
        _ when minimum is { Currency: not Money.Yen } or { Amount: < 0 or > MostMinimum } => new SettlementValueInvalid(
            new("最低額は0円から1,000,000円の範囲で指定してください。", "The minimum is ￥0 to ￥1,000,000."), "input", "minimum"),
        { From: { } from } when from < now => new SettlementValueInvalid(new("開始日時は現在以後にしてください。", "They begin now or later."), "input", "from"),
        _ => null,
    };

    private static bool IsDay(PayoutSchedule schedule, int? day) => schedule switch
    {
        PayoutSchedule.Weekly => day is >= 1 and <= 7,
        PayoutSchedule.Monthly => day is >= 1 and <= SettlementTerms.LastDay,
        PayoutSchedule.Manual or PayoutSchedule.Daily => day is null,
    };

    /// <summary>As it is told, and no finer: the same answer again is the same.</summary>
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.Now.ToUnixTimeMilliseconds());
}
