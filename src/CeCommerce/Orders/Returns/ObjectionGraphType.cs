using CeCommerce.Orders.Photos;
using CeCommerce.Orders.Words;
using CeCommerce.Personal.Texts;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Types;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Returns;

/// <summary>What was said against the units of many orders, in one statement, and one more for the words.</summary>
internal sealed class ObjectionsOfOrders(CommerceDatabase database, OrderWords words) : BatchLoader<OrderId, IReadOnlyList<Objection>>
{
    protected override async Task<IReadOnlyDictionary<OrderId, IReadOnlyList<Objection>>> LoadAsync(IReadOnlyCollection<OrderId> keys, CancellationToken cancellation)
    {
        var all = await database.Set<Objection>().AsNoTracking().Where(x => keys.Contains(x.OrderId)).OrderBy(x => x.RaisedAt).ThenBy(x => x.Line).ThenBy(x => x.Number).ToListAsync(cancellation);
        var read = await words.ReadAsync(all.SelectMany(x => new[] { (x.TextId, x.OrderId), (x.AnswerId, x.OrderId), (x.InspectionId, x.OrderId) }), cancellation);
        all.ForEach(objection => objection.Tell(read));
        var raised = all.ToLookup(x => x.OrderId);
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
        Field(x => x.Text).Description("As words, but empty where those are null.").DeprecationReason("Ask for words, which are null once they were erased.");
        Field<StringGraphType>("words").Description("In the buyer's words; null once they were erased, and while they cannot be read: see wordsState.").Resolve(field => field.Source.IsRead ? field.Source.Text : null);
        Field<NonNullGraphType<CommerceEnumType<TextState>>>("wordsState").Description("What became of the words, of the answer's and of the inspection's; the worst of the three.").Resolve(field => field.Source.WordsState);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OrderPhotoGraphType>>>>("photos").Description("What shows it.")
            .Resolve(field => field.RequestServices!.GetRequiredService<PhotosOfOrders>().Require(new(field.Source.OrderId, field.Source.Photos)));
        Field(x => x.RaisedAt).Description("When it was said.");
        Field(x => x.Accepted, nullable: true).Description("Whether it may be sent back; null without an answer.");
        Field(x => x.Answer, nullable: true).Description("In the operator's words; null without an answer or a word of it, once it was erased, and while it cannot be read: see wordsState.");
        Field(x => x.AnsweredAt, nullable: true).Description("When it was answered.");
        Field(x => x.Carrier, nullable: true).Description("Who carries it back.");
        Field(x => x.TrackingNumber, nullable: true).Description("The carrier's number of the return.");
        Field(x => x.SentAt, nullable: true).Description("When it was sent back.");
        Field(x => x.Inspection, nullable: true).Description("What the operator found; null when nothing was said of it, once it was erased, and while it cannot be read: see wordsState.");
        Field(x => x.ReceivedAt, nullable: true).Description("When it was back.");
    }
}
