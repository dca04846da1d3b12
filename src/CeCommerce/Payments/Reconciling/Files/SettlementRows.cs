using System.Globalization;
using CeCommerce.Platform;

namespace CeCommerce.Payments.Reconciling.Files;

/// <summary>Reads rows one after another, and keeps what is wrong with them.</summary>
internal sealed class SettlementRows
{
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy/M/d"];

    private static readonly string[] Times = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy-MM-dd'T'HH:mm:ss", .. Days];

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss 'UTC'"];

    private readonly List<ProcessorTransaction> _transactions = [];
    private readonly List<SettlementFinding> _findings = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private Dictionary<SettlementColumn, int> _places = [];
    private string[] _headers = [];
    private string[] _cells = [];
    private int _row;

    public bool IsOpen => _headers.Length > 0;

    public bool GoesOn => _findings.Count < SettlementFile.MostFindings && (!IsOpen || _places.Count > 0) && _transactions.Count <= SettlementFile.Longest;

    /// <summary>Takes the header row.</summary>
    public void Open(string[] headers)
    {
        (_headers, _row) = (headers, 1);
        var places = new Dictionary<SettlementColumn, int>();
        foreach (var (place, header) in headers.Index())
        {
            if (SettlementWords.ColumnOf(header) is not { } column)
            {
                Find(header, "COLUMN_UNKNOWN", new("知らない列です。列を削るか、名前を直してください。", "Nothing is known by that name: take the column out or name it otherwise."));
            }
            else if (!places.TryAdd(column, place))
            {
                Find(header, "COLUMN_TWICE", new("同じ意味の列が二つあります。", "Two columns say the same."));
            }
        }

        foreach (var missing in SettlementWords.Needed.Where(column => !places.ContainsKey(column)))
        {
            Find(missing.ToString(), "COLUMN_MISSING", new("必要な列がありません。", "The column is needed."));
        }

        _places = _findings is [] ? places : [];
    }

    public void Add(string[] cells)
    {
        (_cells, _row) = (cells, _row + 1);
        if (cells.All(cell => cell is ""))
        {
            return;
        }

        if (cells.Length != _headers.Length)
        {
            Find("", "ROW_LENGTH_WRONG", new($"列の数が {cells.Length} です。見出しは {_headers.Length} 列です。", $"It has {cells.Length} cells, the header {_headers.Length}."));
            return;
        }

        var before = _findings.Count;
        var transaction = Read();
        if (_findings.Count == before)
        {
            _transactions.Add(transaction!);
        }
    }

    public void Find(string column, string code, LocalText message) => _findings.Add(new(_row, column, code, message));

    public SettlementLines Done()
    {
        if (!IsOpen)
        {
            Find("", "FILE_EMPTY", new("見出しの行がありません。", "It has no header row."));
        }

        if (_transactions.Count > SettlementFile.Longest)
        {
            Find("", "FILE_TOO_LONG", new($"一つのファイルは {SettlementFile.Longest} 行までです。", $"A file has at most {SettlementFile.Longest} rows."));
        }

        return new(_findings is [] ? _transactions : [], _findings);
    }

    private ProcessorTransaction? Read()
    {
        var id = Cell(SettlementColumn.Id);
        if (id.Length is 0 or > 255 || id.Any(char.IsControl))
        {
            Find(SettlementColumn.Id, "ID_MISSING", new("取引番号がないか、長すぎます。", "The row names no transaction, or one that is too long."));
        }
        else if (!_ids.Add(id))
        {
            Find(SettlementColumn.Id, "ID_TWICE", new("同じ取引番号が二度あります。", "The file has that transaction twice."));
        }

        var kind = SettlementWords.KindOf(Cell(SettlementColumn.Type));
        if (kind is null)
        {
            Find(SettlementColumn.Type, "TYPE_UNKNOWN", new("知らない種別です。", "A type that is not known here."));
        }

        if (Cell(SettlementColumn.Currency) is var currency && currency is not "" && !currency.Equals(Money.Yen, StringComparison.OrdinalIgnoreCase))
        {
            Find(SettlementColumn.Currency, "CURRENCY_NOT_SUPPORTED", new("日本円以外の明細は取り込めません。", "Only yen are taken in."));
        }

        var (amount, fee) = (Amount(SettlementColumn.Amount), Cell(SettlementColumn.Fee) is "" ? 0 : Amount(SettlementColumn.Fee));
        CheckSums(kind?.Sign, amount, fee);
        var created = Time(SettlementColumn.Created);
        var available = Cell(SettlementColumn.Available) is "" ? null : Time(SettlementColumn.Available);
        return kind is not { } known || amount is not { } sum || created is not { } at ? null : new(id, known.Kind, sum, Money.Yen, at)
        {
            Fee = fee ?? 0,
            Word = Cell(SettlementColumn.Type),
            SourceId = Given(SettlementColumn.Source),
            Ours = TypedId.TrySplit(Cell(SettlementColumn.Reference), out var prefix, out _) && prefix is "pay" or "pst" ? Cell(SettlementColumn.Reference) : null,
            ChargeId = Given(SettlementColumn.Source),
            Reference = Given(SettlementColumn.Reference),
            AvailableOn = available,
        };
    }

    private void CheckSums(int? sign, long? amount, long? fee)
    {
        if (sign is { } way && amount is { } sum && Math.Sign(sum) != way)
        {
            Find(SettlementColumn.Amount, "SIGN_WRONG", way > 0
                ? new("この種別の金額は正の数です。", "The amount of such a row is positive.")
                : new("この種別の金額は負の数です。", "The amount of such a row is negative."));
        }

        if (sign > 0 && fee < 0)
        {
            Find(SettlementColumn.Fee, "SIGN_WRONG", new("この種別の手数料は負になりません。", "The fee of such a row is not negative."));
        }

        if (Cell(SettlementColumn.Net) is not "" && Amount(SettlementColumn.Net) is { } net && amount - fee is { } expected && net != expected)
        {
            Find(SettlementColumn.Net, "NET_WRONG", new($"差引額は金額から手数料を引いた {expected} のはずです。", $"Amount without fee is {expected}."));
        }
    }

    /// <summary>Whole yen, with or without commas, ¥ (in Shift_JIS the same byte as a backslash) and a sign; 10¹² at most.</summary>
    private long? Amount(SettlementColumn column)
    {
        var text = NormalForm.Compatible(Cell(column)).TrimStart('¥', '\\').Replace("△", "-", StringComparison.Ordinal).Replace("▲", "-", StringComparison.Ordinal);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount) && Math.Abs((decimal)amount) <= 1_000_000_000_000)
        {
            return amount;
        }

        Find(column, "AMOUNT_NOT_WHOLE_YEN", new("金額は円単位の整数で書いてください。", "An amount is a whole number of yen."));
        return null;
    }

    /// <summary>In Tokyo where it does not say otherwise.</summary>
    private DateTimeOffset? Time(SettlementColumn column)
    {
        var text = Cell(column);
        if (DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return new(local, Tokyo.Offset);
        }

        if (DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        Find(column, "TIME_UNREADABLE", new("日時は 2026-11-30 09:30:00 のように書いてください。", "Write times like 2026-11-30 09:30:00."));
        return null;
    }

    private string Cell(SettlementColumn column) => _places.TryGetValue(column, out var place) ? _cells[place] : "";

    private string? Given(SettlementColumn column) => Cell(column) is { Length: > 0 and <= 255 } text ? text : null;

    private void Find(SettlementColumn column, string code, LocalText message) => Find(_places.TryGetValue(column, out var place) ? _headers[place] : column.ToString(), code, message);
}
