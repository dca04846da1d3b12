using CeCommerce.Platform;

namespace CeCommerce.Standards.Recalls;

/// <summary>What cannot be a recall at all.</summary>
internal static class RecallLimits
{
    /// <summary>Recalls taken in one request.</summary>
    public const int Recalls = 200;

    public const int Brands = 10;
    public const int Models = 300;

    /// <summary>Brands times models of all recalls of a request.</summary>
    public const int Names = 10_000;

    /// <summary>A shorter beginning would take half a maker's goods off the shelf.</summary>
    public const int ShortestPrefix = 3;

    private const int TextLength = 100;
    private const int HazardLength = 1_000;
    private const int UrlLength = 500;
    private const int YearsAhead = 1;

    private static readonly DateOnly Earliest = new(1970, 1, 1);

    public static RecallValueInvalid? CheckSource(string source) =>
        IsText(source) ? null : Invalid($"リコール情報源は 1〜{TextLength} 文字です。", $"A source has 1 to {TextLength} characters.", "source");

    /// <summary>All that is wrong; the path is that of the list, then the place in it.</summary>
    public static IReadOnlyList<RecallValueInvalid> Check(IReadOnlyList<RecallNotice> notices, DateOnly today)
    {
        if (notices.Count is 0 or > Recalls)
        {
            return [Invalid($"一度に 1〜{Recalls} 件です。", $"A request has 1 to {Recalls} recalls.", "recalls")];
        }

        if (notices.Sum(notice => (long)notice.Goods.Brands.Count * notice.Goods.Models.Count) > Names)
        {
            return [Invalid($"ブランドと型番の組合せは一度に {Names} までです。", $"A request has at most {Names} pairs of brand and model.", "recalls")];
        }

        var flaws = notices.Select((notice, at) => (Flaws: Flaws(notice, today), At: at)).SelectMany(one => one.Flaws.Select(flaw => Placed(flaw, one.At))).ToList();
        var twice = notices.Select((notice, at) => (notice.Number, At: at)).GroupBy(one => one.Number, StringComparer.Ordinal).SelectMany(same => same.Skip(1));
        return [.. flaws, .. twice.Select(one => Placed(Invalid("同じ番号が二度あります。", "This number is there twice.", "number"), one.At))];
    }

    /// <summary>All that is wrong with one recall.</summary>
    public static IEnumerable<RecallValueInvalid> Flaws(RecallNotice notice, DateOnly today)
    {
        var goods = notice.Goods;
        if (!IsText(notice.Number))
        {
            yield return Invalid($"番号は 1〜{TextLength} 文字です。", $"A number has 1 to {TextLength} characters.", "number");
        }

        if (goods.Brands.Count is 0 or > Brands || !goods.Brands.All(IsName))
        {
            yield return Invalid($"ブランド・製造者は 1〜{Brands} 件、各 1〜{TextLength} 文字です。", $"A recall has 1 to {Brands} brands of 1 to {TextLength} characters.", "brands");
        }

        if (goods.Models.Count is 0 or > Models || !goods.Models.All(model => IsName(model.Number)))
        {
            yield return Invalid($"型番は 1〜{Models} 件、各 1〜{TextLength} 文字です。", $"A recall has 1 to {Models} model numbers of 1 to {TextLength} characters.", "models");
        }
        else if (goods.Models.Any(model => model.IsPrefix && RecallKey.Of(model.Number).Length < ShortestPrefix))
        {
            yield return Invalid($"型番の前方一致は英数字など {ShortestPrefix} 文字以上です。", $"The beginning of a model number has at least {ShortestPrefix} letters or digits.", "models");
        }

        foreach (var flaw in FlawsOfRanges(goods).Concat(FlawsOfDays(notice, today)))
        {
            yield return flaw;
        }

        if (!IsWebAddress(goods.Page))
        {
            yield return Invalid($"URL は http(s):// で始まる {UrlLength} 文字以内です。", $"An address starts with http(s):// and has at most {UrlLength} characters.", "page");
        }

        if (goods.Hazard is { } hazard && (hazard.Length > HazardLength || !PlainText.IsStorable(hazard)))
        {
            yield return Invalid($"危害の内容は {HazardLength} 文字以内です。", $"A hazard has at most {HazardLength} characters.", "hazard");
        }
    }

    public static RecallValueInvalid? CheckEnd(Recall recall, DateOnly day, DateOnly today) =>
        day < recall.AnnouncedOn || day > today.AddYears(YearsAhead)
            ? Invalid("終了日は公表日以降、1年後までの日です。", "The end is a day from that of the announcement on, at most a year ahead.", "endedOn")
            : null;

    private static IEnumerable<RecallValueInvalid> FlawsOfRanges(RecalledGoods goods)
    {
        string?[] serials = [goods.SerialFrom, goods.SerialTo];
        if (serials.Any(serial => serial is not null && !IsName(serial)))
        {
            yield return Invalid($"製造番号は 1〜{TextLength} 文字です。", $"A serial number has 1 to {TextLength} characters.", "serialFrom");
        }

        if (goods.ManufacturedTo < goods.ManufacturedFrom)
        {
            yield return Invalid("製造期間の終わりは始まり以降です。", "Manufacture cannot end before it began.", "manufacturedTo");
        }
    }

    private static IEnumerable<RecallValueInvalid> FlawsOfDays(RecallNotice notice, DateOnly today)
    {
        if (notice.AnnouncedOn < Earliest || notice.AnnouncedOn > today.AddYears(YearsAhead))
        {
            yield return Invalid("公表日は1970年から1年後までの日です。", "The day of the announcement lies between 1970 and a year ahead.", "announcedOn");
        }

        if (notice.EndedOn < notice.AnnouncedOn)
        {
            yield return Invalid("終了日は公表日以降です。", "A recall cannot end before it was announced.", "endedOn");
        }
    }

    private static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= TextLength && PlainText.IsStorable(text);

    private static bool IsName(string text) => IsText(text) && RecallKey.Of(text).Length > 0;

    private static bool IsWebAddress(string url) =>
        url.Length <= UrlLength && PlainText.IsStorable(url) && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static RecallValueInvalid Placed(RecallValueInvalid flaw, int at) =>
        flaw with { At = ["input", "recalls", at.ToString(System.Globalization.CultureInfo.InvariantCulture), flaw.At[^1]] };

    private static RecallValueInvalid Invalid(string ja, string en, string field) => new(new LocalText(ja, en), "input", field);
}
