using CeCommerce.Standards;

namespace CeCommerce.Items.Acts;

/// <summary>That a unit was looked at, measured, tested or cleaned. No text may name a person.</summary>
internal sealed record RecordInspectionInput
{
    /// <summary>The unit.</summary>
    public required ItemId ItemId { get; init; }

    /// <summary>A fresh key for each new act, e.g. the number of the record; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>On which day; not in the future.</summary>
    public required DateOnly PerformedOn { get; init; }

    /// <summary>Who did it, by role.</summary>
    public required ActPerformer Performer { get; init; }

    /// <summary>Your own sign for whoever did it, e.g. `T-07`: letters, digits, `.`, `_` and `-`, at most 32; no name.</summary>
    public string? StaffReference { get; init; }

    /// <summary>The instrument or tool.</summary>
    public string? Tool { get; init; }

    /// <summary>Whether it passed.</summary>
    public required ActResult Result { get; init; }

    /// <summary>What was checked; the fact `TEST_RECORD` follows from it.</summary>
    public IReadOnlyList<ActCheckInput>? Checklist { get; init; }

    /// <summary>What was measured.</summary>
    public IReadOnlyList<ActMeasurementInput>? Measurements { get; init; }

    /// <summary>Whether it was cleaned; the fact `CLEANED` follows from it.</summary>
    public bool? Cleaned { get; init; }

    /// <summary>How well it works; needs `gradeScheme`.</summary>
    public FunctionalGrade? FunctionalGrade { get; init; }

    /// <summary>How it looks; needs `gradeScheme`.</summary>
    public CosmeticGrade? CosmeticGrade { get; init; }

    /// <summary>Whose definitions the grades follow.</summary>
    public GradeScheme? GradeScheme { get; init; }

    /// <summary>What else was observed of the unit. Not what follows from acts by itself, and nothing about the offer.</summary>
    public IReadOnlyList<ObservedFactInput>? Facts { get; init; }
}

/// <summary>That the former user's data were removed from a unit. No text may name a person.</summary>
internal sealed record RecordErasureInput
{
    /// <summary>The unit.</summary>
    public required ItemId ItemId { get; init; }

    /// <summary>A fresh key for each new act, e.g. the number of the certificate; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>On which day; not in the future.</summary>
    public required DateOnly PerformedOn { get; init; }

    /// <summary>Who did it, by role.</summary>
    public required ActPerformer Performer { get; init; }

    /// <summary>Your own sign for whoever did it, e.g. `T-07`: letters, digits, `.`, `_` and `-`, at most 32; no name.</summary>
    public string? StaffReference { get; init; }

    /// <summary>The tool and its version.</summary>
    public required string Tool { get; init; }

    /// <summary>How thoroughly.</summary>
    public required ErasureMethod Method { get; init; }

    /// <summary>By which standard, e.g. `NIST SP 800-88 Rev. 2`.</summary>
    public string? Standard { get; init; }

    /// <summary>Whether the data are gone; from a failed attempt no fact follows.</summary>
    public required ActResult Result { get; init; }

    /// <summary>What was checked afterwards.</summary>
    public IReadOnlyList<ActCheckInput>? Checklist { get; init; }
}

/// <summary>That a unit was repaired or modified, or that a repair was given up. No text may name a person.</summary>
internal sealed record RecordRepairInput
{
    /// <summary>The unit.</summary>
    public required ItemId ItemId { get; init; }

    /// <summary>A fresh key for each new act; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The repair of `startRepair` that this ends; leave out for work that was not announced.</summary>
    public ActId? RepairId { get; init; }

    /// <summary>On which day it was finished; not in the future.</summary>
    public required DateOnly PerformedOn { get; init; }

    /// <summary>Who did it, by role.</summary>
    public required ActPerformer Performer { get; init; }

    /// <summary>Your own sign for whoever did it, e.g. `T-07`: letters, digits, `.`, `_` and `-`, at most 32; no name.</summary>
    public string? StaffReference { get; init; }

    /// <summary>The instrument or tool.</summary>
    public string? Tool { get; init; }

    /// <summary>What was done; the fact `REPAIRS` follows from it.</summary>
    public required string Work { get; init; }

    /// <summary>Which parts were put in; the fact `PARTS_ORIGIN` is the origin farthest from the maker.</summary>
    public IReadOnlyList<ActPartInput>? Parts { get; init; }

    /// <summary>What was checked afterwards; a test is an inspection of its own.</summary>
    public IReadOnlyList<ActCheckInput>? Checklist { get; init; }

    /// <summary>What was measured.</summary>
    public IReadOnlyList<ActMeasurementInput>? Measurements { get; init; }

    /// <summary>Whether it was repaired; from a repair that was given up no fact follows.</summary>
    public required ActResult Result { get; init; }
}

/// <summary>That a unit goes into the workshop.</summary>
internal sealed record StartRepairInput
{
    /// <summary>The unit.</summary>
    public required ItemId ItemId { get; init; }

    /// <summary>A fresh key for each new repair; the same key again gives the same answer.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>From then on it is free for others again, whether the repair is recorded or not; at most a year ahead. Left out: when the repair is recorded.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>One line of a checklist.</summary>
/// <param name="Name">What was checked, at most 48 characters.</param>
/// <param name="Passed">Whether it was in order.</param>
internal sealed record ActCheckInput(string Name, bool Passed);

/// <summary>One measured value.</summary>
/// <param name="Name">What was measured, at most 48 characters.</param>
/// <param name="Value">As the instrument showed it, at most 48 characters.</param>
/// <param name="Unit">Of the value, at most 48 characters.</param>
internal sealed record ActMeasurementInput(string Name, string Value, string? Unit);

/// <summary>A part that was put in.</summary>
/// <param name="Name">Which part, at most 48 characters.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Quantity">How many of it; 1 unless said otherwise, 999 at most.</param>
internal sealed record ActPartInput(string Name, PartsOrigin Origin, int? Quantity);

/// <summary>One value that was observed.</summary>
/// <param name="Code">Which fact.</param>
/// <param name="Value">As its definition says: `2022`, `true`, `2026-11-20`, `ROUND`, or text.</param>
internal sealed record ObservedFactInput(FactCode Code, string Value);
