using CeCommerce.Payments.Settling;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Hosting;

namespace CeCommerce.Payments.Disputes;

/// <summary>Registers disputes.</summary>
internal static class DisputesFeature
{
    public static IServiceCollection AddDisputes(this IServiceCollection services) => services
        .AddDisputeScopes()
        .AddEventKinds(DisputeEvents.Kinds)
        .AddSingleton(DisputesInBooks.Disputes)
        .AddSingleton(DisputesInBooks.Fees)
        .AddSingleton(DisputesInBooks.Shares)
        .AddScoped<OpenDisputes>()
        .AddScoped<IHeldBack>(provider => provider.GetRequiredService<OpenDisputes>())
        .AddScoped<DisputeBooks>()
        .AddScoped<DisputeNews>()
        .AddScoped<DisputeService>()
        .AddScoped<DisputeSearch>()
        .AddScoped<DisputeSweep>()
        .AddAnswers()
        .AddGauges()
        .AddGraphQLParts(parts => parts
            .Type<Dispute, DisputeGraphType>()
            .Enum<DisputeState>()
            .Enum<DisputeReason>()
            .Node<Dispute, DisputeId>(DisputeGraphType.NodesAsync, DisputeScopes.Read)
            .Error<PaymentDisputed>());

    private static IServiceCollection AddAnswers(this IServiceCollection services) => services
        .AddScoped<AnswerService>()
        .AddScoped<AnswerSending>()
        .AddScoped<AnswerContext>()
        .AddGraphQLParts(parts => parts
            .Mutations<DisputeMutations>()
            .Type<DisputeAnswer, DisputeAnswerGraphType>()
            .Enum<DisputeAnswerKind>()
            .Enum<DisputeAnswerState>()
            .Error<DisputeNotFound>()
            .Error<DisputeOfSeveralOperators>()
            .Error<DisputeDecided>()
            .Error<EvidenceAlreadySubmitted>()
            .Error<EvidenceOverdue>()
            .Error<AppealNotOffered>()
            .Error<AppealReasonInvalid>()
            .Error<DisputeBusy>()
            .Error<DisputeAnswerRefused>()
            .Error<DisputeProcessorUnavailable>());

    private static IServiceCollection AddGauges(this IServiceCollection services) => services
        .AddSingleton(Gauge.OfSql("cecommerce.disputes.open", "{dispute}", "Disputes that are not decided.", "SELECT count(*) FROM payments.disputes WHERE unsettled AND lost_at IS NULL"))
        .AddSingleton(Gauge.OfSql(
            "cecommerce.disputes.due", "{dispute}", "Disputes and inquiries whose evidence is due within 3 days; anything but 0 wants a person.",
            "SELECT count(*) FROM payments.disputes WHERE unsettled AND state IN ('Warning', 'NeedsResponse') AND evidence_due_at BETWEEN now() AND now() + interval '3 days'"));
}
