using CeCommerce.Platform;

namespace CeCommerce.Operators.Auditing;

public readonly record struct AssignmentId(Guid Value) : ITypedId<AssignmentId>
{
    public static string Prefix => "asn";

    public static AssignmentId From(Guid value) => new(value);

    public override string ToString() => TypedId.Format(this);
}

/// <summary>An auditor's app may look into one operator, from one day on and until another. Without one an auditor sees what everybody sees.</summary>
public sealed class Assignment
{
    private Assignment()
    {
    }

    public AssignmentId Id { get; private init; }

    /// <summary>The auditor's partner app, as at the token endpoint.</summary>
    public string ClientId { get; private init; } = "";

    public OperatorId OperatorId { get; private init; }

    public Operator Operator { get; private init; } = null!;

    /// <summary>First day, in Japan.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The day on which it no longer holds; null while no end is set.</summary>
    public DateOnly? Until { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public uint Version { get; private set; }

    internal static Assignment Of(AssignmentId id, string clientId, Operator audited, DateOnly from, DateOnly? until, DateTimeOffset now) => new()
    {
        Id = id,
        ClientId = clientId,
        OperatorId = audited.Id,
        Operator = audited,
        From = from,
        Until = until,
        CreatedAt = now,
    };

    internal bool HasEnded(DateOnly today) => Until <= today;

    /// <summary>From today on it holds no more; one that has not begun never does.</summary>
    internal void End(DateOnly today) => Until = today < From ? From : today;
}
