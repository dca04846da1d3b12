using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;

namespace CeCommerce.Payments.Saved;

/// <summary>Registers means of payment that consumers save at the processor.</summary>
internal static class SavedFeature
{
    public static IServiceCollection AddSaved(this IServiceCollection services) => services
        .AddSavedMethodScopes()
        .AddEventKinds(SavedMethodEvents.Kinds)
        .AddSingleton<ISavedMethods, NoSavedMethods>()
        .AddScoped<SavedMethods>()
        .AddScoped<IHearWebhook>(provider => provider.GetRequiredService<SavedMethods>())
        .AddScoped<SavedMethodService>()
        .AddScoped<SavedMethodSweep>()
        .AddScoped<PayerErasure>()
        .AddGraphQLParts(parts => parts
            .Queries<SavedMethodQueries>()
            .Mutations<SavedMethodMutations>()
            .Type<SavedMethod, SavedMethodGraphType>()
            .Result<SavedCard>()
            .Result<SavingAgreement>()
            .Result<SavingTerms>()
            .Enum<SavedMethodState>()
            .Enum<OffSessionPurpose>()
            .Node<SavedMethod, SavedMethodId>(SavedMethodScopes.NodesAsync, SavedMethodScopes.Read)
            .Error<PaymentMethodOwnerRequired>()
            .Error<PaymentMethodNotFound>()
            .Error<PaymentMethodNotUsable>()
            .Error<PaymentMethodExpired>()
            .Error<PaymentMethodMismatch>()
            .Error<PaymentMethodNotSavable>()
            .Error<SavingTermsChanged>()
            .Error<TooManyPaymentMethods>()
            .Error<PaymentProcessorUnavailable>()
            .Error<SavedMethodBusy>());
}
