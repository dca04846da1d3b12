namespace CeCommerce.Import.Values;

/// <summary>Why a cell could not be read as what its column should hold.</summary>
internal enum ReadFault
{
    None,

    /// <summary>Nothing there: empty, spaces or a dash. Whether that matters is for the rules to say.</summary>
    Empty,
    NotANumber,
    NotWhole,
    Negative,
    TooSmall,
    TooLarge,
    TaxExcluded,
    NotAYear,
    NotADate,
    ShortYear,

    /// <summary>11/05/2026: day first or month first?</summary>
    YearLast,
    ExcelSerial,
    ExcelScientific,
    Future,
    TooOld,
    NotAFlag,
    UnknownWord,
    TooLong,
    NotAnAddress,
    NotAPrefecture,
    WrongLength,
    NotDigits,
    WrongCheckDigit,
    OtherCurrency,
    Missing,
    NoUnit,
}
