using CeCommerce.Platform;

namespace CeCommerce.Operators.Statements;

/// <summary>Where the public statement of an operator is (特定商取引法に基づく表記).</summary>
internal sealed class StatementAddress(Settings settings)
{
    public const string Path = "/operators/{code}/specified-commercial-transactions";

    /// <summary>Absolute; null when nobody said where this server is reached.</summary>
    public string? Of(Operator seller) =>
        settings.PublicUrl is { } home ? $"{home}{Path.Replace("{code}", seller.Code, StringComparison.Ordinal)}" : null;
}
