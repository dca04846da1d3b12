using CeCommerce.Import.Values;
using CeCommerce.Platform;
using CeCommerce.Standards;

namespace CeCommerce.Import.Mapping;

/// <summary>Readers of the cells that are not facts.</summary>
internal static class Cells
{
    private static readonly string[] DayUnits = ["日間", "日以内", "日", "days", "day"];

    public static CellReader Text(int most, Action<StockRowDraft, string> keep) => (row, text) =>
    {
        if (text.IsEmpty)
            return ReadFault.Empty;
        if (text.Length > most)
            return ReadFault.TooLong;
        keep(row, FreeText.Clean(text));
        return ReadFault.None;
    };

    public static CellReader Identifier(int most, Action<StockRow, string> keep) => (row, text) =>
    {
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        if (text.Length > most)
            return ReadFault.TooLong;
        if (NumberText.IsExcelScientific(text))
            return ReadFault.ExcelScientific;
        keep(row.Row, Widths.Narrow(text));
        return ReadFault.None;
    };

    /// <summary>Numbers that prove themselves; hyphens and spaces between the digits are dropped.</summary>
    public static CellReader Numbered(Func<ReadOnlySpan<char>, NumberCheck> check, Action<StockRow, string> keep) => (row, text) =>
    {
        if (Widths.IsBlank(text))
            return ReadFault.Empty;
        Span<char> digits = stackalloc char[32];
        var compact = Widths.Compact(text, digits);
        if (NumberText.IsExcelScientific(compact))
            return ReadFault.ExcelScientific;
        var length = compact.Length - compact.Count('-');
        if (length < compact.Length)
            compact.ToString().Replace("-", "", StringComparison.Ordinal).CopyTo(digits);
        var fault = FaultOf(check(digits[..length]));
        if (fault == ReadFault.None)
            keep(row.Row, digits[..length].ToString());
        return fault;
    };

    public static CellReader Yen(long least, Action<StockRow, Money> keep) => (row, text) =>
    {
        var fault = YenText.Read(text, least, out var yen);
        if (fault == ReadFault.None)
            keep(row.Row, Money.Jpy(yen));
        return fault;
    };

    public static CellReader Days(int most, Action<StockRow, int> keep) => (row, text) =>
    {
        var fault = NumberText.ReadWhole(text, 0, most, DayUnits, out var days);
        if (fault == ReadFault.None)
            keep(row.Row, (int)days);
        return fault;
    };

    public static CellReader Term<T>(Action<StockRow, T> keep)
        where T : struct, Enum
    {
        var words = new WordCache<T?>(static word => Terms<T>.TryRead(word, out var value) ? value : null);
        return (row, text) =>
        {
            if (text.IsEmpty)
                return ReadFault.Empty;
            if (words.Get(text) is not { } value)
                return ReadFault.UnknownWord;
            keep(row.Row, value);
            return ReadFault.None;
        };
    }

    public static CellReader Category()
    {
        var words = new WordCache<ProductCategory?>(static word => ProductCategories.TryFind(word, out var category) ? category : null);
        return (row, text) =>
        {
            if (text.IsEmpty)
                return ReadFault.Empty;
            row.Category = words.Get(text);
            return row.Category is null ? ReadFault.UnknownWord : ReadFault.None;
        };
    }

    /// <summary>A kind (<c>REUSE</c>), or a kind and the model of sharing (<c>SHARING/RENTAL</c>).</summary>
    public static CellReader Kind()
    {
        var words = new WordCache<(ListingKind Kind, SharingModel? Model)?>(KindOf);
        return (row, text) =>
        {
            if (text.IsEmpty)
                return ReadFault.Empty;
            if (words.Get(text) is not { } found)
                return ReadFault.UnknownWord;
            row.Kind = found.Kind;
            row.Row.SharingModel = found.Model ?? row.Row.SharingModel;
            return ReadFault.None;
        };
    }

    public static ReadFault Currency(StockRowDraft row, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return ReadFault.Empty;
        return text.Trim() is "JPY" or "jpy" or "円" or "YEN" ? ReadFault.None : ReadFault.OtherCurrency;
    }

    public static CellReader Location()
    {
        var words = new WordCache<Prefecture?>(static word => Prefecture.TryFind(word, out var prefecture) ? prefecture : null);
        return (row, text) =>
        {
            if (text.IsEmpty)
                return ReadFault.Empty;
            row.Row.Prefecture = words.Get(text);
            return row.Row.Prefecture is null ? ReadFault.NotAPrefecture : ReadFault.None;
        };
    }

    public static CellReader PaymentMethods()
    {
        var words = new WordCache<IReadOnlyList<PaymentMethod>?>(static word => MethodsOf(Split(word)));
        return (row, text) =>
        {
            if (text.IsEmpty)
                return ReadFault.Empty;
            if (words.Get(text) is not { } methods)
                return ReadFault.UnknownWord;
            row.Row.PaymentMethods = methods;
            return ReadFault.None;
        };
    }

    /// <summary>What is charged and how much, each as <c>設置費:3,000円</c>.</summary>
    public static CellReader Charges(int most) => (row, text) =>
    {
        if (text.IsEmpty)
            return ReadFault.Empty;
        var charges = new List<OtherCharge>();
        foreach (var part in Split(text))
        {
            var colon = part.LastIndexOfAny([':', '：']);
            if (colon <= 0)
                return ReadFault.NotANumber;
            if (YenText.Read(part.AsSpan(colon + 1), 1, out var yen) is var fault and not ReadFault.None)
                return fault == ReadFault.Empty ? ReadFault.NotANumber : fault;
            charges.Add(new(part[..colon].Trim(), yen));
        }

        if (charges.Count > most)
            return ReadFault.TooLong;
        row.Row.OtherCharges = charges;
        return ReadFault.None;
    };

    public static CellReader Photos(int most) => (row, text) =>
    {
        if (text.IsEmpty)
            return ReadFault.Empty;
        var photos = new List<Uri>();
        foreach (var part in Split(text))
        {
            if (part.Length > 2_000 || !Uri.TryCreate(part, UriKind.Absolute, out var photo) || photo.Scheme is not ("https" or "http"))
                return ReadFault.NotAnAddress;
            photos.Add(photo);
        }

        if (photos.Count > most)
            return ReadFault.TooLong;
        row.Row.Photos = photos;
        return ReadFault.None;
    };

    private static string[] Split(ReadOnlySpan<char> text) =>
        FreeText.Clean(text).Split([';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<PaymentMethod>? MethodsOf(string[] words)
    {
        var methods = new List<PaymentMethod>();
        foreach (var word in words)
        {
            if (!Terms<PaymentMethod>.TryRead(word, out var method))
                return null;
            if (!methods.Contains(method))
                methods.Add(method);
        }

        return methods;
    }

    private static (ListingKind, SharingModel?)? KindOf(string word)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        if (!Terms<ListingKind>.TryRead(slash < 0 ? word : word[..slash], out var kind))
            return null;
        if (slash < 0)
            return (kind, null);
        return Terms<SharingModel>.TryRead(word[(slash + 1)..], out var model) ? (kind, model) : null;
    }

    private static ReadFault FaultOf(NumberCheck check) => check switch
    {
        NumberCheck.Valid => ReadFault.None,
        NumberCheck.WrongLength => ReadFault.WrongLength,
        NumberCheck.NotDigits => ReadFault.NotDigits,
        NumberCheck.WrongCheckDigit => ReadFault.WrongCheckDigit,
        _ => ReadFault.NotANumber,
    };
}
