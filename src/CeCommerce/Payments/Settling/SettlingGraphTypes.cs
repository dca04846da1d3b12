using System.Globalization;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Payments.Settling;

internal sealed class SettlementTermsGraphType : ObjectGraphType<SettlementTerms>
{
    public SettlementTermsGraphType()
    {
        Name = "SettlementTerms";
        Description = "How the platform settles with an operator from a moment on, until later terms hold.";
        Field(x => x.Id).Description("Global id, `stt_…`.");
        Field(x => x.OperatorId).Description("With whom.");
        Field(x => x.Operator).Description("That operator.");
        Field(x => x.Liable).Description("Who bears what the operator cannot give back.");
        Field(x => x.ProcessorFeeChargedOn).Description("Whether the processor's fees are charged on to it.");
        Field(x => x.DisputeFeeChargedOn).Description("Whether the processor's fee of a dispute that was lost is.");
        Field(x => x.Schedule).Description("When it is paid; days are counted in Japan.");
        Field(x => x.Day, nullable: true).Description("Of the week, Monday being 1, or of the month; null where the schedule has none.");
        Field(x => x.DelayDays).Description("How many days what is completed waits.");
        Field<NonNullGraphType<MoneyType>>("minimum").Description("Below which nothing is paid by the schedule.").Resolve(field => Money.Jpy(field.Source.Minimum));
        Field(x => x.From).Description("From when on.");
        Field(x => x.SetAt).Description("When they were set.");
    }
}

internal sealed class PayoutGraphType : ObjectGraphType<Payout>
{
    public PayoutGraphType()
    {
        Name = "Payout";
        Description = "Money that goes to an operator for what it sold. Its amount is what was carried and the lines, less what is held back.";
        Field(x => x.Id).Description("Global id, `pou_…`.");
        Field(x => x.OperatorId).Description("To whom.");
        Field(x => x.Operator).Description("That operator.");
        Field(x => x.State).Description("Where it stands.");
        Field(x => x.Amount).Description("How much.");
        Field<DateScalar>("scheduledFor").Description("The day in Japan for which it was scheduled; null when the platform made it by hand.")
            .Resolve(field => DateOnly.TryParseExact(field.Source.Period, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);
        Field(x => x.Reason, nullable: true).Description("The processor's code for what went wrong; null when nothing did.");
        Sum("carried", "What was left from before, or came back by itself; below zero what had been paid ahead.", payout => payout.Carried);
        Sum("heldBack", "What was not paid since it may go back.", payout => payout.HeldBack);
        Sum("reversed", "What of it came back.", payout => payout.Reversed + payout.FailedAmount);
        Field(x => x.MadeAt).Description("When it was decided.");
        Field(x => x.SentAt, nullable: true).Description("When it was sent; null before, and when it never was.");
        Field(x => x.ArrivedAt, nullable: true).Description("When it arrived; null before, and when it never did.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PayoutTotalGraphType>>>>("totals").Description("The lines added up, one sum for each kind.")
            .Resolve(field => field.RequestServices!.GetRequiredService<SumsOfPayouts>().Load(field.Source.Id, sums => PayoutTotal.Of(sums, field.Source.Amount.Currency)));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<PayoutReversalGraphType>>>>("reversals").Description("What was wanted back of it; at most 100.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ReversalsOfPayouts>().Require(field.Source.Id));
        PageArguments.Declare(Field<NonNullGraphType<CommerceObjectType<Page<PayoutLine>>>>("lines").Description("What it covers, oldest first.")
            .Resolve(field => field.RequestServices!.GetRequiredService<LinesOfPayouts>().Require(new(field.Source.Id, PageArguments.Read(field)))).FieldType);
    }

    private void Sum(string name, string description, Func<Payout, long> amount) =>
        Field<NonNullGraphType<MoneyType>>(name).Description(description).Resolve(field => field.Source.Amount with { Amount = amount(field.Source) });
}

internal sealed class PayoutLineGraphType : ObjectGraphType<PayoutLine>
{
    public PayoutLineGraphType()
    {
        Name = "PayoutLine";
        Description = "One movement of what an operator is owed.";
        Field(x => x.Number).Description("From 1.");
        Field<NonNullGraphType<CommerceEnumType<PayoutLineKind>>>("kind").Description("What it is about.").Resolve(field => field.Source.Kind);
        Field(x => x.Reference).Description("What was paid for, e.g. `ord_…`; else what moved the money.");
        Field<NonNullGraphType<MoneyType>>("amount").Description("For the operator; below zero against it.").Resolve(field => Money.Jpy(field.Source.Amount));
        Field(x => x.At).Description("When it happened.");
    }
}

/// <summary>The lines of one kind, added up.</summary>
internal sealed record PayoutTotal(PayoutLineKind Kind, Money Amount, int Lines)
{
    public static IReadOnlyList<PayoutTotal> Of(IReadOnlyList<PayoutSum> sums, string currency) =>
        [.. sums.GroupBy(sum => PayoutLine.KindOf(sum.Movement), (kind, of) => new PayoutTotal(kind, new(of.Sum(sum => sum.Amount), currency), of.Sum(sum => sum.Lines))).OrderBy(total => total.Kind)];
}

internal sealed class PayoutTotalGraphType : ObjectGraphType<PayoutTotal>
{
    public PayoutTotalGraphType()
    {
        Name = "PayoutTotal";
        Description = "The lines of one kind of a payout, added up.";
        Field(x => x.Kind).Description("What they are about.");
        Field(x => x.Amount).Description("For the operator; below zero against it.");
        Field(x => x.Lines).Description("How many there are.");
    }
}

internal sealed class PayoutReversalGraphType : ObjectGraphType<PayoutReversal>
{
    public PayoutReversalGraphType()
    {
        Name = "PayoutReversal";
        Description = "Money of a payout that is wanted back, since its sale was given back after it.";
        Field(x => x.State).Description("Where it stands.");
        Field<NonNullGraphType<MoneyType>>("amount").Description("How much.").Resolve(field => field.Source.Payout.Amount with { Amount = field.Source.Amount });
        Field(x => x.Reason, nullable: true).Description("The processor's code when it is impossible; null otherwise.");
        Field(x => x.WantedAt).Description("When it was decided.");
        Field(x => x.EndedAt, nullable: true).Description("When it was done, or turned out to be impossible; null before.");
    }
}

internal sealed class OperatorBalanceGraphType : ObjectGraphType<OperatorBalance>
{
    public OperatorBalanceGraphType()
    {
        Name = "OperatorBalance";
        Description = "How the platform stands with an operator in one currency.";
        Sum("payable", "What it could be paid now; below zero it owes, and its next sales pay it off.", balance => balance.Payable);
        Sum("onItsWay", "Payouts that were decided or sent and have not arrived.", balance => balance.OnItsWay);
        Sum("lost", "What the platform has borne for it, where it is liable, and not got back.", balance => balance.Lost);
        Field(x => x.NegativeSince, nullable: true).Description("Since when it owes; null when it does not, or when nobody has looked since.");
        Field<BooleanGraphType>("accountMissing").Description("Whether its last payout was not made since it has no account that can be paid.").Resolve(field => field.Source.Obstacle is not null);
        Field<DateScalar>("nextPayoutOn").Description("The next day in Japan on which it is paid by its terms; null when none is.").Resolve(field =>
        {
            var today = Tokyo.DayOf(field.RequestServices!.GetRequiredService<PaymentClock>().Now);
            return field.RequestServices!.GetRequiredService<TermsNow>().Load(field.Source.OperatorId, terms => (object?)terms.NextAfter(today));
        });
    }

    private void Sum(string name, string description, Func<OperatorBalance, long> amount) =>
        Field<NonNullGraphType<MoneyType>>(name).Description(description).Resolve(field => new Money(amount(field.Source), field.Source.Currency));
}
