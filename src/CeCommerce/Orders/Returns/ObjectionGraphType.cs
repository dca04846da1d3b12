using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Returns;

/// <summary>What was said against the units of many orders, in one statement.</summary>
internal sealed class ObjectionsOfOrders(CommerceDatabase database) : BatchLoader<OrderId, IReadOnlyList<Objection>>
{
    protected override async Task<IReadOnlyDictionary<OrderId, IReadOnlyList<Objection>>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation)
    {
        var raised = (await database.Set<Objection>().AsNoTracking().Where(x => keys.Contains(x.OrderId)).OrderBy(x => x.RaisedAt).ThenBy(x => x.Line).ThenBy(x => x.Number).ToListAsync(cancellation))
            .ToLookup(x => x.OrderId);
        return keys.ToDictionary(key => key, key => (IReadOnlyList<Objection>)[.. raised[key]]);
    }
}

internal sealed class ObjectionGraphType : ObjectGraphType<Objection>
{
    public ObjectionGraphType()
    {
        Name = "Objection";
        Description = "What a buyer has against a unit, and what became of it; for buyer and operator alone.";
        Field(x => x.Line).Description("Number of the line.");
        Field(x => x.Number).Description("From 1, for each unit.");
        Field(x => x.Problem, nullable: true).Description("What is wrong; null for a wish to return.");
        Field(x => x.Reason, nullable: true).Description("Why it is to be returned; null for a problem.");
        Field(x => x.Text).Description("In the buyer's words.");
        Field(x => x.RaisedAt).Description("When it was said.");
        Field(x => x.Accepted, nullable: true).Description("Whether it may be sent back; null without an answer.");
        Field(x => x.Answer, nullable: true).Description("In the operator's words.");
        Field(x => x.AnsweredAt, nullable: true).Description("When it was answered.");
        Field(x => x.Carrier, nullable: true).Description("Who carries it back.");
        Field(x => x.TrackingNumber, nullable: true).Description("The carrier's number of the return.");
        Field(x => x.SentAt, nullable: true).Description("When it was sent back.");
        Field(x => x.Inspection, nullable: true).Description("What the operator found.");
        Field(x => x.ReceivedAt, nullable: true).Description("When it was back.");
    }
}
