namespace CeCommerce.Payments;

/// <summary>One entry that the books are to have, or have, under a cause.</summary>
internal sealed record BookedEntry
{
    public required Guid Cause { get; init; }

    /// <summary>Of the movement.</summary>
    public required string Kind { get; init; }

    /// <summary>Kind of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Whose account; null for the platform's.</summary>
    public required Guid? Owner { get; init; }

    public required string Currency { get; init; }

    /// <summary>Minor units, signed.</summary>
    public required long Amount { get; init; }
}

/// <summary>Tells which entries the books are to have under causes of one kind; registered by whoever posts them, since Payments knows nobody.</summary>
internal sealed class BookedSource
{
    /// <summary>Prefix of the causes.</summary>
    public required string CauseKind { get; init; }

    /// <summary>Reads <see cref="BookedEntry"/> of all of them.</summary>
    public required string Sql { get; init; }
}
