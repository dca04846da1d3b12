namespace CeCommerce.Personal;

/// <summary>Where something is sent to.</summary>
internal sealed record SaveRecipientInput
{
    /// <summary>Which of the caller's recipients to replace; left out: a new one.</summary>
    public RecipientId? RecipientId { get; init; }

    /// <summary>As it stands at the door, at most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>How the name is read, in katakana or hiragana.</summary>
    public string? NameKana { get; init; }

    /// <summary>7 digits; hyphen, 〒 and full width are read.</summary>
    public required string PostalCode { get; init; }

    /// <summary>JIS X 0401, `01` to `47`.</summary>
    public required string PrefectureCode { get; init; }

    /// <summary>Municipality, block, building: 1 to 4 lines of at most 100 characters; the first begins with the municipality of the postal code (`addressCandidates`).</summary>
    public required IReadOnlyList<string> AddressLines { get; init; }

    /// <summary>A number of Japan; hyphens, full width and +81 are read.</summary>
    public required string Phone { get; init; }

    /// <summary>Where to write to.</summary>
    public string? Email { get; init; }

    /// <summary>A fresh key for each new request; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>Nothing of it: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(SaveRecipientInput);
}

/// <summary>Whose personal data to erase, for good.</summary>
internal sealed record ErasePersonalDataInput
{
    /// <summary>True: what is erased cannot be brought back.</summary>
    public required bool Confirm { get; init; }

    /// <summary>For the platform, on request of the person; left out by consumers, who erase their own.</summary>
    public ErasureSubjectInput? Subject { get; init; }

    /// <summary>A fresh key for each new request; send the same again when the answer got lost.</summary>
    public required string IdempotencyKey { get; init; }
}

/// <summary>A consumer of a partner app.</summary>
internal sealed record ErasureSubjectInput
{
    /// <summary>The app.</summary>
    public required string ClientId { get; init; }

    /// <summary>The app's own id of its consumer.</summary>
    public required string Consumer { get; init; }
}
