namespace CeCommerce.Platform;

/// <summary>What a caller is to us. A token carries exactly one.</summary>
public enum Role
{
    /// <summary>A person who rents or buys through a partner's app.</summary>
    Consumer,

    /// <summary>Staff of a CE-commerce operator; may do everything for that operator.</summary>
    Operator,

    /// <summary>A refurbisher's own system; lists and changes that operator's inventory.</summary>
    Refurbisher,

    /// <summary>Reads what standards compliance needs, of the operators that the platform has assigned to it, and waives their policy findings.</summary>
    Auditor,

    /// <summary>Those who run this platform.</summary>
    Platform,
}

/// <summary>Who asks. Made once per request from the access token; services take it as an argument.</summary>
/// <param name="Role">Null for an anonymous caller and for an app that names no consumer: both see what is public.</param>
/// <param name="ConsumerId">The partner app's own id of the person, for <see cref="Role.Consumer"/>; scoped by <paramref name="ClientId"/>.</param>
/// <param name="OperatorId">The tenant, for <see cref="Role.Operator"/> and <see cref="Role.Refurbisher"/>.</param>
/// <param name="ClientId">The partner app that sent the request.</param>
/// <param name="Scopes">OAuth scopes of the token.</param>
public sealed record Caller(Role? Role, string? ConsumerId, Guid? OperatorId, string? ClientId, IReadOnlySet<string> Scopes)
{
    private static readonly IReadOnlySet<Guid> NoOperators = new HashSet<Guid>();

    public static readonly Caller Anonymous = new(null, null, null, null, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>For steps that nobody asked for: what time, results from outside and workers bring about.</summary>
    public static readonly Caller System = new(Platform.Role.Platform, null, null, "system", new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Whether what belongs to that operator alone may be shown to the caller.</summary>
    public bool SeesInside(Guid operatorId) =>
        Role is Platform.Role.Platform || Audits(operatorId) || (Role is Platform.Role.Operator or Platform.Role.Refurbisher && OperatorId == operatorId);

    /// <summary>The same for a token that needs the scope as well.</summary>
    public bool SeesInside(Guid operatorId, string scope) => Scopes.Contains(scope) && SeesInside(operatorId);

    /// <summary>The operators whom an auditor is assigned to today; none for anybody else.</summary>
    public IReadOnlySet<Guid> Audited { get; init; } = NoOperators;

    /// <summary>Whether the caller is an auditor who is assigned to that operator.</summary>
    public bool Audits(Guid operatorId) => Role is Platform.Role.Auditor && Audited.Contains(operatorId);

    /// <summary>The app may only send GraphQL documents that were registered beforehand.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>When the token ends; null for an anonymous caller. Who stays connected must look again, since the token is read only once.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A stable name for rate buckets, idempotency keys and history; carries no personal data beyond the app's own id.</summary>
    public string Name => ClientId is null ? "anonymous" : Role is null ? ClientId : $"{ClientId}/{Role}/{OperatorId?.ToString("N") ?? ConsumerId}";
}
