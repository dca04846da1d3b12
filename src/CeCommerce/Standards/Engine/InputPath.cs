using System.Collections.Frozen;

namespace CeCommerce.Standards;

/// <summary>
/// Where the API takes the values that rules look at: of a unit under <c>item</c> and of its offer under <c>offer</c>, as <c>draftListing</c> has them, and
/// under <c>operator</c> what describes an operator, with its permits (<c>licence</c>) and the addresses that it notified (<c>notifiedUrls</c>).
/// </summary>
internal static class InputPath
{
    private const string Operator = "operator.";
    private const string Disclosure = "leaseDisclosure";

    private static readonly (string[] Under, RuleInput[] Inputs)[] Places =
    [
        (["item"], [Inputs.Category, Inputs.ModelNumber, Inputs.MakerSerial, Inputs.Imei, Inputs.FunctionalGrade, Inputs.CosmeticGrade, Inputs.GradeScheme]),
        (["offer"], [Inputs.Title, Inputs.Description, Inputs.Price]),
        (["offer", "terms"],
            [Inputs.ShippingFee, Inputs.PaymentTiming, Inputs.PaymentMethods, Inputs.DeliveryDays, Inputs.ApplicationPeriod, Inputs.ReturnPolicy, Inputs.WarrantyDays]),
    ];

    private static readonly RuleInput[] Rates = [Inputs.HourlyRate, Inputs.DailyRate, Inputs.WeeklyRate, Inputs.MonthlyRate];

    private static readonly FrozenDictionary<string, string[]> ByName = FactCatalogue.All
        .Select(fact => (Name: fact.WireName, Path: (string[])[fact.About == FactAbout.Offer ? "offer" : "item", "facts", fact.WireName]))
        .Concat(Places.SelectMany(place => place.Inputs.Select(input => (input.Name, Path: (string[])[.. place.Under, input.Name]))))
        .Concat(Rates.Select(rate => (rate.Name, Path: (string[])["offer", "sharing", "rates"])))
        .ToFrozenDictionary(one => one.Name, one => one.Path, StringComparer.Ordinal);

    /// <summary>The input that mends a finding over a listing; empty where none does, as with recall lists.</summary>
    /// <param name="field">As findings name it, e.g. <c>pseMark</c> or <c>operator.licence</c>; null when nothing is to be mended.</param>
    public static IReadOnlyList<string> Of(string? field) => field switch
    {
        null => [],
        _ when ByName.TryGetValue(field, out var path) => path,
        _ when field.StartsWith(Operator, StringComparison.Ordinal) => field.Split('.'),
        _ when field.StartsWith(Disclosure, StringComparison.Ordinal) => ["offer", .. field.Split('.')],
        _ => [],
    };

    /// <summary>The input that mends a finding over what was stated of a subject.</summary>
    /// <param name="name">The fact, or <c>category</c>; null when nothing is to be mended.</param>
    public static IReadOnlyList<string> OfStated(string? name) => name switch
    {
        null => [],
        "category" => [name],
        _ => ["facts", name],
    };

    /// <summary>Null when the field is no fact.</summary>
    public static FactCode? FactOf(string? field) => FactCatalogue.TryFind(field, out var fact) ? fact.Code : null;
}
