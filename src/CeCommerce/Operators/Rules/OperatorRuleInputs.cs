namespace CeCommerce.Operators.Rules;

/// <summary>Rules of the operator's own to store.</summary>
internal sealed record AddOperatorRulePackInput
{
    /// <summary>The text of a pack like those of `addRulePack`, called `own`: up to 100 clauses `OWN-001` and so on over listings, all of them POLICY; at most 64 KB.</summary>
    public required string Content { get; init; }

    /// <summary>A fresh key for each new pack; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>Which rules of the operator's own are in use from now on.</summary>
internal sealed record UseOperatorRulePackInput
{
    /// <summary>Version of a stored pack; null: none.</summary>
    public string? Version { get; init; }

    /// <summary>A fresh key for each new request.</summary>
    public required string IdempotencyKey { get; init; }
}
