using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Personal.Places;

/// <summary>A postal code that the data does not know.</summary>
/// <param name="AsOf">The day of the data.</param>
public sealed record PostalCodeUnknown(DateOnly AsOf, params string[] At) : UserError(At)
{
    public override string Code => "POSTAL_CODE_UNKNOWN";

    public override LocalText Message => new(
        string.Create(CultureInfo.InvariantCulture, $"この郵便番号は {AsOf:yyyy-MM-dd} 時点のデータにありません。番号を確認してください。"),
        string.Create(CultureInfo.InvariantCulture, $"The postal code is not in the data of {AsOf:yyyy-MM-dd}. Check the number."));
}

/// <summary>A postal code of another prefecture.</summary>
/// <param name="PrefectureCodes">Where it lies, JIS X 0401.</param>
/// <param name="PrefectureNames">The same by name.</param>
public sealed record PostalCodeElsewhere(IReadOnlyList<string> PrefectureCodes, IReadOnlyList<string> PrefectureNames, params string[] At) : UserError(At)
{
    public override string Code => "POSTAL_CODE_ELSEWHERE";

    public override LocalText Message => new(
        $"この郵便番号は{string.Join('・', PrefectureNames)}の番号です。郵便番号か都道府県を直してください。",
        $"This postal code is one of {string.Join(", ", PrefectureNames)}. Correct the postal code or the prefecture.");
}

/// <summary>The address does not begin with a municipality of its postal code.</summary>
/// <param name="Municipalities">With which it may begin.</param>
public sealed record MunicipalityMismatch(IReadOnlyList<string> Municipalities, params string[] At) : UserError(At)
{
    private const int Shown = 5;

    public override string Code => "MUNICIPALITY_MISMATCH";

    public override LocalText Message => new(
        $"住所はこの郵便番号の市区町村（{string.Join('・', Municipalities.Take(Shown))}{(Municipalities.Count > Shown ? " など" : "")}）から始めてください。",
        $"The address begins with a municipality of its postal code: {string.Join(", ", Municipalities.Take(Shown))}{(Municipalities.Count > Shown ? " and others" : "")}.");
}
