using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Items.Acts;

/// <summary>Reads what is told of an act; the first thing that cannot be so refuses the whole.</summary>
internal static class ActReading
{
    public static Outcome<DoneWork> Read(RecordInspectionInput input, DateOnly today)
    {
        var grades = new ItemCondition(input.FunctionalGrade, input.CosmeticGrade, input.GradeScheme);
        if ((grades.Functional is not null || grades.Cosmetic is not null) != grades.Scheme is not null)
        {
            return new ItemValueInvalid(
                new("等級は、その定義（gradeScheme）とともに入力してください。", "Grades and gradeScheme belong together."), "input", "gradeScheme");
        }

        if (!ReadFacts(input.Facts ?? [], input.PerformedOn, today).Try(out var facts, out var refused))
        {
            return Outcome<DoneWork>.Refused(refused);
        }

        var details = DetailsOf(input.Checklist, input.Measurements) with { Grades = grades.Scheme is null ? null : grades, Cleaned = input.Cleaned };
        var work = new DoneWork(ActKind.Inspection, input.PerformedOn, input.Performer, input.Result, details, facts);
        return ActLimits.Checked(work with { StaffReference = input.StaffReference, Tool = input.Tool }, today);
    }

    public static Outcome<DoneWork> Read(RecordErasureInput input, DateOnly today)
    {
        var details = DetailsOf(input.Checklist) with { ErasureMethod = input.Method, ErasureStandard = input.Standard };
        var work = new DoneWork(ActKind.Erasure, input.PerformedOn, input.Performer, input.Result, details, ItemFacts.Empty);
        return ActLimits.Checked(work with { StaffReference = input.StaffReference, Tool = input.Tool }, today);
    }

    public static Outcome<DoneWork> Read(RecordRepairInput input, DateOnly today)
    {
        var parts = (input.Parts ?? []).Select(part => new ActPart(part.Name, part.Origin, part.Quantity ?? 1)).ToList();
        var details = DetailsOf(input.Checklist, input.Measurements) with { Work = input.Work, Parts = parts };
        var work = new DoneWork(ActKind.Repair, input.PerformedOn, input.Performer, input.Result, details, ItemFacts.Empty);
        return ActLimits.Checked(work with { StaffReference = input.StaffReference, Tool = input.Tool }, today);
    }

    private static ActDetails DetailsOf(IReadOnlyList<ActCheckInput>? checklist, IReadOnlyList<ActMeasurementInput>? measurements = null) => new()
    {
        Checklist = [.. (checklist ?? []).Select(check => new ActCheck(check.Name, check.Passed))],
        Measurements = [.. (measurements ?? []).Select(measured => new ActMeasurement(measured.Name, measured.Value, measured.Unit))],
    };

    private static Outcome<ItemFacts> ReadFacts(IReadOnlyList<ObservedFactInput> observed, DateOnly on, DateOnly today)
    {
        var facts = new List<Fact>();
        foreach (var given in observed)
        {
            if (!FactsOfActs.MayBeInspected(given.Code))
            {
                return new ItemValueInvalid(
                    new("この項目は検品の facts には入力できません。消去・修理・試験・清掃の記録から決まるか、出品の条件です。",
                        "This is no fact for an inspection: it follows from an erasure, a repair, the checklist or cleaning, or belongs to the offer."),
                    "input", "facts", FactCatalogue.Of(given.Code).WireName);
            }

            var read = FactCatalogue.TryRead(given.Code, given.Value, new(FactSource.Inspection, on, today));
            if (read.Error is { } error)
            {
                return Outcome<ItemFacts>.Refused(error is FactRefused fact ? fact with { At = ["input", .. fact.At] } : error);
            }

            facts.Add(read.Value);
        }

        return ItemFacts.Of(facts);
    }
}
