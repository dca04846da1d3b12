using CeCommerce.Platform;
using CeCommerce.Platform.GraphQL.Access;
using GraphQL;

namespace CeCommerce.Operators.Auditing;

/// <summary>What the platform does with auditors.</summary>
internal sealed class AssignmentMutations
{
    /// <summary>Lets an auditor look into an operator. Refused with `OPERATOR_NOT_FOUND`, `AUDITOR_ASSIGNED_ALREADY` or `ASSIGNMENT_VALUE_INVALID`.</summary>
    /// <param name="input">Auditor, operator and days.</param>
    [Allow(Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<AssignAuditorPayload> AssignAuditor(AssignAuditorInput input, Caller caller, [FromServices] AssignmentService service, CancellationToken cancellationToken) =>
        AssignAuditorPayload.Of(await service.AssignAsync(caller, input, cancellationToken));

    /// <summary>Ends an assignment at once: the auditor sees nothing of the operator any more. Refused with `ASSIGNMENT_NOT_FOUND` or `ASSIGNMENT_ENDED`.</summary>
    /// <param name="input">Which assignment.</param>
    [Allow(Role.Platform, Scope = OperatorScopes.Write)]
    public static async Task<EndAssignmentPayload> EndAssignment(EndAssignmentInput input, Caller caller, [FromServices] AssignmentService service, CancellationToken cancellationToken) =>
        EndAssignmentPayload.Of(await service.EndAsync(caller, input, cancellationToken));
}
