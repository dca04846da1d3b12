using CeCommerce.Items;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Fees;

/// <summary>Keeps the platform's fee rules. A rule is never changed but by its end; what was concluded under it keeps it.</summary>
internal sealed class FeeRuleService(CommerceDatabase database, IdempotencyKeys keys, OrderClock clock)
{
    private const int Whole = 10_000;
    private const long MostFixed = 1_000_000;

    private readonly AtomicChanges _changes = new(database, keys, new FeeRulesBusy("input"));

    public Task<Outcome<FeeRule>> SetAsync(Caller caller, SetFeeRuleInput input, CancellationToken cancellationToken) => OnceAsync(
        new(caller, "setFeeRule", input.IdempotencyKey, input with { IdempotencyKey = "" }), () => NewAsync(caller, input, cancellationToken), cancellationToken);

    public Task<Outcome<FeeRule>> EndAsync(Caller caller, EndFeeRuleInput input, CancellationToken cancellationToken) => OnceAsync(
        new(caller, "endFeeRule", input.IdempotencyKey, new { rule = input.FeeRuleId.ToString(), input.At }), () => EndedAsync(caller, input, cancellationToken), cancellationToken);

    private async Task<Outcome<FeeRule>> NewAsync(Caller caller, SetFeeRuleInput input, CancellationToken cancellationToken)
    {
        var now = Now;
        var (from, terms) = (input.From ?? now, new FeeTerms(input.BasisPoints, input.Fixed ?? Money.Jpy(0), input.ReturnedOnRefund ?? true));
        if ((Invalid(terms) ?? Invalid(now, from, input.Until) ?? Unknown(input.Category) as UserError) is { } invalid)
        {
            return Outcome<FeeRule>.Refused(invalid);
        }

        var owner = input.OperatorId is { } id ? await database.Set<Operator>().ChangeableBy(caller).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) : null;
        if (input.OperatorId is { } named && owner is null)
        {
            return new OperatorNotFound(named.ToString(), "input", "operatorId");
        }

        var rule = FeeRule.Of(new(input.OperatorId, input.Kind, input.Category), owner, terms, now, (from, input.Until));
        database.Add(rule);
        database.Note(HistoryEntry.Of(rule.Id, "set", caller, now, null, Said(rule)));
        return rule;
    }

    private async Task<Outcome<FeeRule>> EndedAsync(Caller caller, EndFeeRuleInput input, CancellationToken cancellationToken)
    {
        var now = Now;
        var rule = await database.Set<FeeRule>().Include(x => x.Operator).VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == input.FeeRuleId, cancellationToken);
        if (rule is null || rule.Until <= now)
        {
            return new FeeRuleNotFound(input.FeeRuleId.ToString(), "input", "feeRuleId");
        }

        var at = input.At ?? now;
        if (at < now || at < rule.From)
        {
            return new FeeValueInvalid(new("終了日時は現在以後かつ開始日時以後にしてください。", "The end lies neither in the past nor before the beginning."), "input", "at");
        }

        var old = Said(rule);
        rule.End(at);
        database.Note(HistoryEntry.Of(rule.Id, "ended", caller, now, old, Said(rule)));
        return rule;
    }

    private static FeeValueInvalid? Invalid(FeeTerms terms) => terms switch
    {
        { BasisPoints: < 0 or > Whole } => new FeeValueInvalid(new("料率は0から10000(100%)の範囲で指定してください。", "The percentage is 0 to 10000 hundredths of a percent."), "input", "basisPoints"),
        { Fixed: { Currency: not Money.Yen } or { Amount: < 0 or > MostFixed } } => new FeeValueInvalid(
            new("固定額は0円から1,000,000円の範囲で指定してください。", "The fixed part is ￥0 to ￥1,000,000."), "input", "fixed"),
        _ => null,
    };

    private static FeeValueInvalid? Invalid(DateTimeOffset now, DateTimeOffset from, DateTimeOffset? until) => from < now
        ? new FeeValueInvalid(new("開始日時は現在以後にしてください。成立した契約の手数料は変わりません。", "It begins now or later: what was concluded keeps its fee."), "input", "from")
        : until <= from ? new FeeValueInvalid(new("終了日時は開始日時より後にしてください。", "It ends after it begins."), "input", "until") : null;

    private static CategoryUnknown? Unknown(string? category) => category is null || ProductCategories.TryGet(category, out _) ? null : new CategoryUnknown(category, "input", "category");

    private static object Said(FeeRule rule) => new
    {
        Operator = rule.OperatorId?.ToString(),
        rule.Kind,
        rule.Category,
        rule.BasisPoints,
        rule.Fixed,
        rule.ReturnedOnRefund,
        rule.From,
        rule.Until,
    };

    private Task<Outcome<FeeRule>> OnceAsync(KeyedRequest request, Func<Task<Outcome<FeeRule>>> work, CancellationToken cancellationToken) => _changes.OnceAsync(
        request,
        work,
        rule => rule.Id.ToString(),
        async id => await database.Set<FeeRule>().Include(x => x.Operator).SingleAsync(x => x.Id == TypedId.Parse<FeeRuleId>(id), cancellationToken),
        cancellationToken);

    /// <summary>As it is told, and no finer: the same answer again is the same.</summary>
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.Now.ToUnixTimeMilliseconds());
}
