namespace CeCommerce.Standards.Recalls;

/// <summary>Part of a recall list.</summary>
/// <param name="Source">Whose list it is, 1 to 100 characters, e.g. `caa`; a number counts within it.</param>
/// <param name="Recalls">1 to 200; a number that is known is stated anew.</param>
/// <param name="IdempotencyKey">A fresh key for each new request; the same key again gives the same answer.</param>
internal sealed record AddRecallsInput(string Source, IReadOnlyList<RecallInput> Recalls, string IdempotencyKey);

/// <summary>One recall of the list.</summary>
/// <param name="Number">Its number on the list, 1 to 100 characters.</param>
/// <param name="Brands">Brand or maker in every spelling that the goods are sold under; 1 to 10.</param>
/// <param name="Models">Model numbers, 1 to 300.</param>
/// <param name="SerialFrom">First serial number; left out: from the first made.</param>
/// <param name="SerialTo">Last serial number; left out: to the last made.</param>
/// <param name="ManufacturedFrom">First day of manufacture; units are compared by their year.</param>
/// <param name="ManufacturedTo">Last day of manufacture.</param>
/// <param name="AnnouncedOn">The first day on which it holds, at most a year ahead.</param>
/// <param name="EndedOn">The first day on which it no longer holds; left out: no end, or the one that it was given.</param>
/// <param name="Page">Where it can be read: an http or https address.</param>
/// <param name="Hazard">What can happen; at most 1,000 characters.</param>
internal sealed record RecallInput(
    string Number, IReadOnlyList<string> Brands, IReadOnlyList<RecallModelInput> Models, string? SerialFrom, string? SerialTo,
    DateOnly? ManufacturedFrom, DateOnly? ManufacturedTo, DateOnly AnnouncedOn, DateOnly? EndedOn, string Page, string? Hazard)
{
    internal RecallNotice AsNotice() => new(
        Number,
        new(Brands, [.. Models.Select(model => new RecallModel(model.Number, model.IsPrefix ?? false))], SerialFrom, SerialTo, ManufacturedFrom, ManufacturedTo, Page, Hazard),
        AnnouncedOn, EndedOn);
}

/// <summary>A model number of a recall.</summary>
/// <param name="Number">Width, case, spaces and hyphens do not count.</param>
/// <param name="IsPrefix">Whether every model number that begins so is meant; then at least 3 letters or digits. Left out: false.</param>
internal sealed record RecallModelInput(string Number, bool? IsPrefix);

/// <summary>The end of a recall.</summary>
/// <param name="RecallId">The recall.</param>
/// <param name="EndedOn">The first day on which it no longer holds.</param>
/// <param name="IdempotencyKey">A fresh key for each new request.</param>
internal sealed record EndRecallInput(RecallId RecallId, DateOnly EndedOn, string IdempotencyKey);
