using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Operators;

/// <summary>Keeping the record of an operator.</summary>
internal sealed class OperatorMutations
{
    /// <summary>Registers an operator; its permits follow with `recordLicence`.</summary>
    /// <param name="input">Code and legal identity.</param>
    [Allow(Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<OperatorPayload> RegisterOperator(RegisterOperatorInput input, Caller caller, [FromServices] OperatorService service, CancellationToken cancellationToken) =>
        OperatorPayload.Of(await service.RegisterAsync(caller, input.Code, input.Profile.AsProfile(), cancellationToken));

    /// <summary>States the operator's legal identity and contact anew.</summary>
    /// <param name="input">The operator and its complete profile.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<OperatorPayload> DescribeOperator(DescribeOperatorInput input, Caller caller, [FromServices] OperatorService service, CancellationToken cancellationToken) =>
        OperatorPayload.Of(await service.DescribeAsync(caller, input.Id, input.Profile.AsProfile(), cancellationToken));

    /// <summary>Records a second-hand dealer's permit, checked against the certificate by the platform's staff.</summary>
    /// <param name="input">The operator and its permit.</param>
    [Allow(Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<OperatorPayload> RecordLicence(RecordLicenceInput input, Caller caller, [FromServices] OperatorService service, CancellationToken cancellationToken) =>
        OperatorPayload.Of(await service.HoldLicenceAsync(caller, input.Id, input.AsLicence(), cancellationToken));

    /// <summary>Records that a shop address was notified to the commission.</summary>
    /// <param name="input">The operator and the address.</param>
    [Allow(Role.Operator, Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<OperatorPayload> NotifyShopUrl(NotifyUrlInput input, Caller caller, [FromServices] OperatorService service, CancellationToken cancellationToken) =>
        OperatorPayload.Of(await service.NotifyUrlAsync(caller, input.Id, new(input.Url, input.ValidFrom, input.ValidTo), cancellationToken));
}
