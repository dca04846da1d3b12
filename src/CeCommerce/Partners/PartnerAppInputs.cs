using CeCommerce.Platform;
using GraphQL;

namespace CeCommerce.Partners;

/// <summary>A new partner app.</summary>
/// <param name="Name">What people call the app, 1 to 80 characters.</param>
/// <param name="Role">For whom the app works. CONSUMER is an app that consumers use.</param>
/// <param name="OperatorId">The operator (`opr_…`) that an app with the role OPERATOR or REFURBISHER works for; no other role has one.</param>
/// <param name="Scopes">The most that its tokens can be granted; all that the role may have when left out.</param>
/// <param name="MayActForConsumers">May exchange the id of one of its consumers for a token in that consumer's name; only with the role CONSUMER.</param>
/// <param name="TrustedDocumentsOnly">May only send GraphQL documents that were registered beforehand.</param>
public sealed record RegisterPartnerAppInput(
    string Name, Role Role, [property: Id] string? OperatorId, IReadOnlyList<string>? Scopes, bool MayActForConsumers, bool TrustedDocumentsOnly);

/// <summary>Which app to give a new secret.</summary>
/// <param name="Id">The app (`app_…`).</param>
public sealed record RotatePartnerAppSecretInput(PartnerAppId Id);

/// <summary>Which app to take the access from.</summary>
/// <param name="Id">The app (`app_…`).</param>
/// <param name="Reason">Kept in the history.</param>
public sealed record RevokePartnerAppInput(PartnerAppId Id, string? Reason);
