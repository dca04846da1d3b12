using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.GraphQL;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Auditing;

/// <summary>Registers auditors' assignments.</summary>
internal static class AuditingFeature
{
    public static IServiceCollection AddAuditing(this IServiceCollection services) => services
        .AddEventKinds(AssignmentEvents.Kinds)
        .AddSingleton<IAuditorAssignments, AssignmentsToday>()
        .AddScoped<AssignmentService>()
        .AddScoped<DemoAssignments>()
        .AddGraphQLParts(parts => parts
            .Queries<AssignmentQueries>()
            .Mutations<AssignmentMutations>()
            .Type<Assignment, AssignmentGraphType>()
            .Node<Assignment, AssignmentId>(FindAsync, StandardsFeature.ComplianceRead)
            .Error<AssignmentNotFound>()
            .Error<AssignmentEnded>()
            .Error<AssignmentValueInvalid>()
            .Error<AssignmentsBusy>()
            .Error<AuditorAssignedAlready>()
            .Error<IdempotencyKeyReused>()
            .Error<IdempotencyKeyInvalid>()
            .Error<RequestStillRunning>());

    private static async Task<IReadOnlyDictionary<AssignmentId, Assignment>> FindAsync(
        IReadOnlyCollection<AssignmentId> ids, CommerceUserContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<CommerceDatabase>().Set<Assignment>().AsNoTracking().Include(x => x.Operator).VisibleTo(context.Caller)
            .Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
