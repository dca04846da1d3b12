namespace CeCommerce.Standards;

/// <summary>What a fact's value looks like.</summary>
public enum FactKind
{
    /// <summary>A whole number within bounds.</summary>
    Integer,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>`true` or `false`.</summary>
    Boolean,

    /// <summary>A day, `2026-11-20`.</summary>
    Date,

    /// <summary>One of the choices.</summary>
    Choice,
}
