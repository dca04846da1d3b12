using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;

namespace CeCommerce.Payments.Reconciling;

/// <summary>What GraphQL shows of a comparison.</summary>
internal sealed class ReconciliationGraphType : ObjectGraphType<Reconciliation>
{
    public ReconciliationGraphType()
    {
        Name = "Reconciliation";
        Description = "A comparison of the books with what the payment processors told of their balances, to the yen.";
        Field(x => x.Id).Description("Global id, `rcn_…`.");
        Field("firstDay", x => x.FromDay).Description("First day that was compared, in Japan.");
        Field<NonNullGraphType<DateScalar>>("lastDay").Description("Last day that was compared, in Japan.").Resolve(field => field.Source.ToDay.AddDays(-1));
        Field("processor", x => x.Gateway, nullable: true).Description("The only processor whose exceptions were looked for, e.g. `stripe`; null: of all.");
        Field(x => x.Nightly).Description("Whether the server did it by itself.");
        Field(x => x.RanAt).Description("When it was done.");
        Field(x => x.Matched).Description("How many movements are the same on both sides.");
        Sum("booksOpening", "What was at the processors before those days, by the books.", run => run.BooksOpening);
        Sum("booksMoved", "What came to it in those days, by the books; below zero it went.", run => run.BooksMoved);
        Sum("booksClosing", "What was there after them, by the books.", run => run.BooksClosing);
        Sum("processorOpening", "What was there before those days, by what the processors told.", run => run.ProcessorOpening);
        Sum("processorMoved", "What came to it, by what they told.", run => run.ProcessorMoved);
        Sum("processorClosing", "What was there after them, by what they told.", run => run.ProcessorClosing);
        Sum("outsideMoved", "Of what came by their word, what the books do not know: between the platform's balance and its own bank.", run => run.OutsideMoved);
        Field(x => x.ExceptionCount).Description("How many exceptions want a person; 0 when the two sides agree.");
        Field(x => x.TimingCount).Description("How many are only on different days, or still on their way.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ReconciliationExceptionGraphType>>>>("exceptions")
            .Description("The exceptions, those that want a person first; at most 100.")
            .Resolve(field => field.RequestServices!.GetRequiredService<ExceptionsOfReconciliations>().Require(field.Source.Id));
    }

    private void Sum(string name, string description, Func<Reconciliation, long> amount) =>
        Field<NonNullGraphType<MoneyType>>(name).Description(description).Resolve(field => new Money(amount(field.Source), field.Source.Currency));
}

/// <summary>What GraphQL shows of an exception.</summary>
internal sealed class ReconciliationExceptionGraphType : ObjectGraphType<ReconciliationException>
{
    public ReconciliationExceptionGraphType()
    {
        Name = "ReconciliationException";
        Description = "What the books and a processor say differently about one movement of money.";
        Field(x => x.Number).Description("From 1.");
        Field<NonNullGraphType<CommerceEnumType<DiscrepancyKind>>>("kind").Description("What is wrong.").Resolve(field => field.Source.Kind);
        Field("processor", x => x.Gateway, nullable: true).Description("Name of the processor, e.g. `stripe`.");
        Field("reference", x => x.Cause, nullable: true).Description("What moved the money by us, e.g. `pay_…`; null when the processor names nothing of ours.");
        Field("transaction", x => x.ProcessorId, nullable: true).Description("The processor's own name of its transaction, the first of several; null when it has none.");
        Field<MoneyType>("booksAmount").Description("What came to the processor by the books, below zero it went; null when they have nothing.").Resolve(field => field.Source.Books);
        Field(x => x.BooksAt, nullable: true).Description("When, by the books; null when they have nothing.");
        Field<MoneyType>("processorAmount").Description("The same by the processor's word; null when it told nothing.").Resolve(field => field.Source.Processor);
        Field(x => x.ProcessorAt, nullable: true).Description("When, by the processor's word; null when it told nothing.");
        Field(x => x.Advice).Description("What to do, in the language of the request.");
    }
}
