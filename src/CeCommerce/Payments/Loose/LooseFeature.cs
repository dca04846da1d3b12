using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Hosting;

namespace CeCommerce.Payments.Loose;

/// <summary>Registers money that does not fit its payment.</summary>
internal static class LooseFeature
{
    public static IServiceCollection AddLooseMoney(this IServiceCollection services) => services
        .AddEventKinds(LooseEvents.Kinds)
        .AddSingleton(LooseInBooks.Money)
        .AddSingleton(LooseInBooks.Uses)
        .AddSingleton(LooseInBooks.Returns)
        .AddScoped<LooseReturns>()
        .AddScoped<LooseSweep>()
        .AddSingleton(Gauge.OfSql(
            "cecommerce.payments.owed_back.old", "{receipt}", "Receipts that are owed back for more than 45 days; anything but 0 wants a person.",
            "SELECT count(*) FROM payments.loose_money WHERE state IN ('Due', 'Sending', 'NeedsBuyer', 'Failed') AND owed_at < now() - interval '45 days'"))
        .AddGraphQLParts(parts => parts.Type<LooseMoney, OwedBackGraphType>().Enum<LooseState>().Enum<LooseReason>());
}
