using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Disputes;

internal sealed class DisputeGraphType : ObjectGraphType<Dispute>
{
    public DisputeGraphType()
    {
        Name = "Dispute";
        Description = "A buyer's bank took the money of a payment back until it is decided whose it is. While it has it, the order is neither completed nor refunded, and what the operator would lose is not paid out.";
        Field(x => x.Id).Description("Global id, `dsp_…`.");
        Field(x => x.State).Description("Where it stands.");
        Field(x => x.Reason).Description("What the buyer says to the bank.");
        Field<MoneyType>("amount").Description("What is disputed: all of it for the platform, its own part for an operator; null to it while the bank only asks, since nobody knows the parts then.")
            .Resolve(field => AmountFor(field.Source, CommerceUserContext.Of(field).Caller));
        Field<NonNullGraphType<MoneyType>>("fee").Description("What the processor took for it, with what it took since it was opened.").Resolve(field => field.Source.Cost);
        Field(x => x.EvidenceDueAt, nullable: true).Description("Until when the bank takes evidence, or of one that was lost an appeal; null when it takes none.");
        Field(x => x.OpenedAt).Description("When the buyer's bank opened it.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DisputeAnswerGraphType>>>>("answers").Description("What was said to the bank, the oldest first.").Resolve(field => field.Source.Answers);
        Field(x => x.DecidedAt, nullable: true).Description("When it was decided; null before, and while an appeal runs.");
    }

    private static Money? AmountFor(Dispute dispute, Caller caller) => caller.Role == Role.Platform
        ? dispute.Amount
        : dispute.Shares.FirstOrDefault(share => share.OperatorId.Value == caller.OperatorId) is { } own ? dispute.Amount with { Amount = own.Amount } : (Money?)null;

    /// <summary>For <c>node(id)</c>.</summary>
    internal static async Task<IReadOnlyDictionary<DisputeId, Dispute>> NodesAsync(IReadOnlyCollection<DisputeId> ids, CommerceUserContext context, CancellationToken cancellationToken) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Dispute>().AsNoTracking().VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
}

internal sealed class DisputeAnswerGraphType : ObjectGraphType<DisputeAnswer>
{
    public DisputeAnswerGraphType()
    {
        Name = "DisputeAnswer";
        Description = "Something that was said to a buyer's bank. It is handed in once: where nobody knows whether it came, the dispute is read until that is known.";
        Field(x => x.Kind).Description("What was said.");
        Field(x => x.State).Description("What became of it.");
        Field(x => x.PackSha256, nullable: true).Description("SHA-256 of the PDF that went with it, 64 lower-case hex digits; null for a concession.");
        Field(x => x.Reason, nullable: true).Description("The processor's code, where it refused.");
        Field(x => x.AskedAt).Description("When somebody wanted it.");
        Field(x => x.EndedAt, nullable: true).Description("When it was known what became of it.");
    }
}
