using CeCommerce.Items.Acts;
using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Paging;
using CeCommerce.Platform.GraphQL.Types;
using CeCommerce.Standards;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Items;

/// <summary>What GraphQL shows of an item. Serial numbers are for its operator and those who audit it: they open doors to fraud.</summary>
internal sealed class ItemGraphType : ObjectGraphType<Item>
{
    private static readonly Role[] Insiders = [Role.Operator, Role.Refurbisher, Role.Auditor, Role.Platform];

    public ItemGraphType()
    {
        Name = "Item";
        Description = "The physical unit: one thing that can be in one place and belong to one buyer. Its identity stays through sale, rental, repair and resale.";
        Field(x => x.Id).Description("Global id, `itm_…`.");
        Field("gtin", x => x.Model.Gtin, nullable: true).Description("GS1 GTIN-8, -12, -13 or -14; null for a one-off.");
        Field("brand", x => x.Model.Brand, nullable: true).Description("Brand.");
        Field("name", x => x.Model.Name).Description("Name of the product.");
        Field("modelNumber", x => x.Model.ModelNumber, nullable: true).Description("The maker's model number (型番).");
        Field<ProductCategory>("category", nullable: true).Description("What kind of goods it is.")
            .Resolve(x => ProductCategories.TryGet(x.Source.Model.Category, out var category) ? category : null);
        Field("functionalGrade", x => x.Condition.Functional, nullable: true).Description("How well it works, F1 to F6.");
        Field("cosmeticGrade", x => x.Condition.Cosmetic, nullable: true).Description("How it looks, S to J.");
        Field("gradeScheme", x => x.Condition.Scheme, nullable: true).Description("Whose definitions the grades follow.");
        Field<NonNullGraphType<CommerceEnumType<FactBasis>>>("gradeBasis").Description("Whether an inspection gave the grades.")
            .Resolve(x => x.Source.Found?.Condition is null ? FactBasis.Stated : FactBasis.Act);
        Field("facts", x => x.Facts.All).Description("What is known about this unit, each with its source and day, and whether it follows from an act. What is stated of an offer of it is in `listing.facts`.")
            .Resolve(x => FactsOf(x.Source));
        Field(x => x.Prefecture, nullable: true);
        Field<string>("sourceId", nullable: true).Description("The operator's own number for it (管理番号); null to others.").Allow(Insiders)
            .Resolve(x => CommerceUserContext.Of(x).Caller.SeesInside(x.Source.OperatorId.Value, ItemScopes.Read) ? x.Source.SourceId : null);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ItemSerialGraphType>>>>("serials")
            .Description("Serial numbers, each unique in its namespace; empty to other operators.").Allow(Insiders)
            .Resolve(x => (CommerceUserContext.Of(x).Caller.SeesInside(x.Source.OperatorId.Value, ItemScopes.Read), x.Source.IsPast) switch
            {
                (false, _) => Array.Empty<ItemSerial>(),
                (true, true) => x.Source.Serials,
                (true, false) => x.RequestServices!.GetRequiredService<SerialsOfItems>().Require(x.Source.Id),
            });
        Field<CommerceObjectType<ItemCalendar>>("calendar")
            .Description("When it is not free. For operators and those who audit, with `items:read`; other operators see no ids. Null to everybody else.")
            .Argument<DateTimeOffset>("from", nullable: false, argument => argument.Description = "Inclusive.")
            .Argument<DateTimeOffset>("to", nullable: false, argument => argument.Description = $"Exclusive; at most {CalendarRange.MostDays} days after `from`.")
            .Resolve(CalendarOf);
        PageArguments.Declare(Field<CommerceObjectType<Page<Act>>>("acts")
            .Description("What was done to it, newest first. For the operator who has it and those who audit, with `items:read`; null to everybody else.").Allow(Insiders)
            .Resolve(ActsOf).FieldType);
        Field(x => x.CreatedAt).Description("When it was registered here.");
        Field("version", x => RowVersion.Text(x.Version)).Description("Opaque; hand it back with a change.");
    }

    private static IReadOnlyList<Fact> FactsOf(Item item)
    {
        // A server of the version before keeps terms of the offer here.
        var facts = item.Facts.Only(FactAbout.Unit).All;
        return item.Found is { } found ? [.. facts.Select(fact => found.Gave(fact) ? fact with { Basis = FactBasis.Act } : fact)] : facts;
    }

    private static object? ActsOf(IResolveFieldContext<Item> field)
    {
        var (page, item) = (PageArguments.Read(field), field.Source);
        return !item.IsPast && CommerceUserContext.Of(field).Caller.SeesInside(item.OperatorId.Value, ItemScopes.Read)
            ? field.RequestServices!.GetRequiredService<ActsOfItems>().Require(new(item.Id, page))
            : null;
    }

    private static object? CalendarOf(IResolveFieldContext<Item> field)
    {
        var (caller, item) = (CommerceUserContext.Of(field).Caller, field.Source);
        if (caller.Role is not { } role || !Insiders.Contains(role) || !caller.Scopes.Contains(ItemScopes.Read)
            || (role == Role.Auditor && !caller.Audits(item.OperatorId.Value)))
        {
            return null;
        }

        // A former operator is one of the others: their view of the item is of the past, its calendar is not.
        var named = !item.IsPast && caller.SeesInside(item.OperatorId.Value);
        var range = new CalendarRange(item.Id, field.GetArgument<DateTimeOffset>("from"), field.GetArgument<DateTimeOffset>("to"), named);
        return range.Check() is { } invalid
            ? new ItemCalendar([], [invalid])
            : field.RequestServices!.GetRequiredService<CalendarsOfItems>().Require(range);
    }
}

/// <summary>What GraphQL shows of a serial number.</summary>
internal sealed class ItemSerialGraphType : ObjectGraphType<ItemSerial>
{
    public ItemSerialGraphType()
    {
        Name = "ItemSerial";
        Description = "A serial number within its namespace: one number in one namespace is one thing in the world.";
        Field(x => x.Namespace).Description("`imei`, `maker:` and the brand, `unbranded:` and the operator when the brand is not known, or `tag:` and the operator.");
        Field(x => x.Value).Description("The number, in capital letters and half width.");
    }
}
