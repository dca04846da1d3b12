namespace CeCommerce.Platform;

/// <summary>Which operators an auditor's app audits today. Asked anew for every request, and every event of a subscription: an assignment can end at any moment.</summary>
public interface IAuditorAssignments
{
    ValueTask<IReadOnlySet<Guid>> OfAsync(string clientId, CancellationToken cancellationToken);
}

/// <summary>Callers as they stand now.</summary>
internal static class CallersToday
{
    /// <summary>An auditor with the operators of today; anybody else unchanged.</summary>
    public static async ValueTask<Caller> AsOfNowAsync(this IServiceProvider services, Caller caller, CancellationToken cancellationToken) =>
        caller is { Role: Role.Auditor, ClientId: { } app } && services.GetService<IAuditorAssignments>() is { } assignments
            ? caller with { Audited = await assignments.OfAsync(app, cancellationToken) }
            : caller;
}
