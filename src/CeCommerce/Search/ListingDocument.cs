using CeCommerce.Platform;

namespace CeCommerce.Search;

/// <summary>
/// What the index knows of one published listing: flat, and only what a search looks at. Rows that are shown come from
/// the database by <see cref="Id"/>. Codes are the public ones (kind <c>REUSE</c>, functional <c>F1</c>…<c>F6</c>, cosmetic <c>S</c>…<c>J</c>).
/// </summary>
public sealed record ListingDocument
{
    public required Guid Id { get; init; }

    public required Guid ItemId { get; init; }

    public required Guid OperatorId { get; init; }

    public required string OperatorName { get; init; }

    /// <summary><c>REUSE</c>, <c>REFURBISHED</c> or <c>SHARING</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Of a listing that is shared: <c>RENTAL</c>, <c>SUBSCRIPTION</c>, …; otherwise null.</summary>
    public string? SharingModel { get; init; }

    public required string CategoryCode { get; init; }

    public required LocalText CategoryName { get; init; }

    public string? Brand { get; init; }

    public string? ModelNumber { get; init; }

    /// <summary>GTIN of the product model, digits only; found by typing it whole.</summary>
    public string? Gtin { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>F1…F6, a higher number is better; null when not graded.</summary>
    public string? FunctionalGrade { get; init; }

    /// <summary>S, A, B, C or J; null when not graded.</summary>
    public string? CosmeticGrade { get; init; }

    /// <summary>What the price filter and the price orders look at: of a shared listing, its smallest payment.</summary>
    public required Money Price { get; init; }

    public Money? DailyRate { get; init; }

    /// <summary>Where the item is, by the name the listing shows (<c>東京都</c>).</summary>
    public string? Prefecture { get; init; }

    /// <summary>The standards verdict's code: <c>PASS</c>, <c>WARN</c>, ….</summary>
    public required string Compliance { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Grows with every change of the listing; tells which state of it was indexed.</summary>
    public required long Version { get; init; }
}
