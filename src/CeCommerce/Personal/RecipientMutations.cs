using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Personal;

/// <summary>Keeping recipients and erasing persons.</summary>
internal sealed class RecipientMutations
{
    /// <summary>
    /// Keeps where the caller has things sent to, or replaces what was kept. Refused with `RECIPIENT_OWNER_REQUIRED`, `RECIPIENT_NOT_FOUND`, `TOO_MANY_RECIPIENTS`, `RECIPIENT_TEXT_INVALID`,
    /// `NAME_KANA_INVALID`, `ADDRESS_LINES_INVALID`, `POSTAL_CODE_INVALID`, `POSTAL_CODE_UNKNOWN`, `POSTAL_CODE_ELSEWHERE`, `MUNICIPALITY_MISMATCH`, `PREFECTURE_UNKNOWN`, `PHONE_INVALID`, `EMAIL_INVALID`, `PERSONAL_KEYS_UNAVAILABLE` or `PERSONAL_DATA_BUSY`.
    /// </summary>
    /// <param name="input">Who and where.</param>
    [Allow(Role.Consumer, Scope = RecipientScopes.Write)]
    public static Task<SaveRecipientPayload> SaveRecipient(SaveRecipientInput input, Caller caller, [FromServices] RecipientService service, CancellationToken cancellationToken) =>
        service.SaveAsync(caller, input, cancellationToken);

    /// <summary>
    /// Erases all personal data that is kept of a consumer, for good: the caller's own, or for the platform that of the consumer who asked for it. Refused with
    /// `ERASURE_NOT_CONFIRMED`, `ERASURE_SUBJECT_INVALID` or `PERSONAL_DATA_BUSY`. With `PERSONAL_KEYS_UNAVAILABLE` nobody reads it any more when the key store
    /// only did not answer in the end, and the rest is done as soon as it does; send the same again to be told.
    /// </summary>
    /// <param name="input">Whose.</param>
    [Allow(Role.Consumer, Role.Platform, Scope = RecipientScopes.Write)]
    public static async Task<ErasePersonalDataPayload> ErasePersonalData(
        ErasePersonalDataInput input, Caller caller, [FromServices] ErasureService service, CancellationToken cancellationToken) =>
        ErasePersonalDataPayload.Of(await service.EraseAsync(caller, input, cancellationToken));
}
