using CeCommerce.Platform;

namespace CeCommerce.Import.Values;

/// <summary>What to say about a cell that could not be read, and what to do about it.</summary>
internal static class FaultTexts
{
    public static LocalText Message(ReadFault fault, string field, string value)
    {
        var (ja, en) = Words(fault);
        var shown = value.Length == 0 ? "" : $"「{value}」";
        return new($"{field}{shown}: {ja}", value.Length == 0 ? $"{field}: {en}" : $"{field} '{value}': {en}");
    }

    /// <param name="bounds">What the target takes; null where nothing is counted.</param>
    public static LocalText Remedy(ReadFault fault, LocalText? bounds) => fault switch
    {
        ReadFault.Negative or ReadFault.TooSmall or ReadFault.TooLarge or ReadFault.TooOld when bounds is not null =>
            new($"{bounds.Ja}に直してください。", $"Correct it to {bounds.En}."),
        ReadFault.Negative or ReadFault.TooSmall or ReadFault.TooLarge or ReadFault.TooOld => new("範囲内の値に直してください。", "Correct it to a value within bounds."),
        ReadFault.TaxExcluded => new("消費税を含む金額を入れてください。", "Give the amount including consumption tax."),
        ReadFault.ExcelSerial => new("列の書式を日付にして書き出し直してください(例 2026/11/05)。", "Export the column formatted as a date, such as 2026/11/05."),
        ReadFault.ExcelScientific => new("列の書式を「文字列」にして書き出し直してください。", "Export the column formatted as text."),
        ReadFault.NotADate or ReadFault.ShortYear or ReadFault.YearLast => new("2026-11-05 または R8.11.5 の形で入れてください。", "Write it as 2026-11-05 or R8.11.5."),
        ReadFault.NotAYear => new("2022 または 令和4年 の形で入れてください。", "Write it as 2022 or 令和4年."),
        ReadFault.Future => new("今日以前の値に直してください。", "Correct it to today or earlier."),
        ReadFault.UnknownWord => new("対応表の values にこの言葉を加えるか、値を直してください。", "Add this word to \"values\" in the mapping, or correct it."),
        ReadFault.WrongCheckDigit or ReadFault.WrongLength or ReadFault.NotDigits => new("現物の表示と照らして番号を直してください。", "Compare the number with the one on the goods and correct it."),
        ReadFault.NoUnit => new("対応表に \"unit\": \"kg\" か \"g\" を加えてください。", "Add \"unit\": \"kg\" or \"g\" to the mapping."),
        ReadFault.Missing => new("値を入れるか、対応表の constants で定めてください。", "Fill it in, or set it in the mapping's constants."),
        ReadFault.NotAFlag => new("済・○・あり、または 未・×・なし で入れてください。", "Write true or false (済, ○, あり / 未, ×, なし)."),
        ReadFault.NotAPrefecture => new("都道府県名から始めてください(例 東京都江東区)。", "Start with the prefecture, such as 東京都江東区."),
        ReadFault.NotAnAddress => new("https:// から始まる画像の URL をセミコロンで区切って入れてください。", "Give https:// addresses separated by semicolons."),
        _ => new("値を直して、もう一度取り込んでください。", "Correct the value and import again."),
    };

    private static (string Ja, string En) Words(ReadFault fault) => fault switch
    {
        ReadFault.NotANumber => ("数として読めません。", "this is not a number."),
        ReadFault.NotWhole => ("端数があります。", "it has a fraction where none can be."),
        ReadFault.Negative => ("負の値です。", "it is negative."),
        ReadFault.TooSmall => ("小さすぎます。", "it is too small."),
        ReadFault.TooLarge => ("大きすぎます。", "it is too large."),
        ReadFault.TaxExcluded => ("税抜の価格です。", "the price excludes tax."),
        ReadFault.NotAYear => ("年として読めません。", "this is not a year."),
        ReadFault.NotADate => ("日付として読めないか、暦にない日です。", "this is not a date, or no such day exists."),
        ReadFault.ShortYear => ("年が2桁で、どの年か分かりません。", "the year has two digits, so it is not clear which is meant."),
        ReadFault.YearLast => ("年が最後にあり、日と月のどちらが先か分かりません。", "the year comes last, so it is not clear which is the day and which the month."),
        ReadFault.ExcelSerial => ("表計算ソフトの通し番号で、日付として読めません。", "this is a spreadsheet's serial number, not a date."),
        ReadFault.ExcelScientific => ("表計算ソフトが指数表示に変え、桁が失われています。", "a spreadsheet turned it into scientific notation and digits are lost."),
        ReadFault.Future => ("未来の値です。", "it lies in the future."),
        ReadFault.TooOld => ("古すぎる値です。", "it lies too far in the past."),
        ReadFault.NotAFlag => ("はい・いいえとして読めません。", "this is neither yes nor no."),
        ReadFault.UnknownWord => ("知らない言葉です。", "this word is not known."),
        ReadFault.TooLong => ("長すぎます。", "it is too long."),
        ReadFault.NotAnAddress => ("画像の URL として読めません。", "this is not the address of a picture."),
        ReadFault.NotAPrefecture => ("都道府県が分かりません。", "no prefecture is recognised."),
        ReadFault.WrongLength => ("桁数が違います。", "it has the wrong number of digits."),
        ReadFault.NotDigits => ("数字でない文字があります。", "it holds something else than digits."),
        ReadFault.WrongCheckDigit => ("チェックデジットが合いません(打ち間違い)。", "its check digit does not match: a digit was mistyped."),
        ReadFault.OtherCurrency => ("円(JPY)以外の通貨には対応していません。", "only yen (JPY) is supported."),
        ReadFault.Missing => ("必要な値がありません。", "a value is needed here."),
        ReadFault.NoUnit => ("単位が分かりません。", "its unit is not known."),
        _ => ("読めません。", "it cannot be read."),
    };
}
