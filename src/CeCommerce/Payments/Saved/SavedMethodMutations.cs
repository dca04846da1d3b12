using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Payments.Saved;

internal sealed class SavedMethodMutations
{
    /// <summary>
    /// Saves a means of payment for the caller, for their next purchases and for what they agree to be charged for while they are away. They finish it by its buyerAction, within a day; card data go
    /// to the processor and never through here. Refused with `PAYMENT_METHOD_OWNER_REQUIRED`, `PAYMENT_METHOD_NOT_SAVABLE`, `SAVING_TERMS_CHANGED`, `TOO_MANY_PAYMENT_METHODS`,
    /// `PAYMENT_METHOD_BUSY` or `PAYMENT_PROCESSOR_UNAVAILABLE`.
    /// </summary>
    /// <param name="input">What, and what the consumer agreed to.</param>
    [Allow(Role.Consumer, Scope = SavedMethodScopes.Write)]
    public static async Task<SavePaymentMethodPayload> SavePaymentMethod(
        SavePaymentMethodInput input, Caller caller, [FromServices] SavedMethodService service, CancellationToken cancellationToken) =>
        SavePaymentMethodPayload.Of(await service.SaveAsync(caller, input, cancellationToken));

    /// <summary>
    /// Removes a saved means of payment of the caller: nobody pays with it from now on, and the processor takes it away. Payments that were begun with it go on. Refused with
    /// `PAYMENT_METHOD_NOT_FOUND` or `PAYMENT_METHOD_BUSY`.
    /// </summary>
    /// <param name="input">Which.</param>
    [Allow(Role.Consumer, Scope = SavedMethodScopes.Write)]
    public static async Task<RemovePaymentMethodPayload> RemovePaymentMethod(
        RemovePaymentMethodInput input, Caller caller, [FromServices] SavedMethodService service, CancellationToken cancellationToken) =>
        RemovePaymentMethodPayload.Of(await service.RemoveAsync(caller, input, cancellationToken));
}
