using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Reconciling.Files;

/// <summary>What came of a settlement file.</summary>
/// <param name="Kept">How many transactions are new.</param>
/// <param name="Known">How many were known before, and said the same.</param>
internal sealed record SettlementImported(int Kept, int Known, IReadOnlyList<SettlementFinding> Findings);

/// <summary>Takes in settlement files of processors that cannot be asked: the whole file in one transaction, or nothing of it.</summary>
internal sealed class SettlementImport(CommerceDatabase database, IEnumerable<ISettlements> asked, BalanceTransactions kept)
{
    private const int Batch = 5_000;

    public async Task<Outcome<SettlementImported>> RunAsync(string processor, byte[] file, CancellationToken cancellationToken)
    {
        if (processor.Length is 0 or > 40 || !processor.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || asked.Any(one => one.Gateway == processor))
        {
            return new ProcessorNotImported(processor);
        }

        var lines = await SettlementFile.ReadAsync(file, cancellationToken);
        if (lines.Findings is not [])
        {
            return new SettlementImported(0, 0, lines.Findings);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var (count, findings) = (0, new List<SettlementFinding>());
        foreach (var part in lines.Transactions.OrderBy(one => one.Id, StringComparer.Ordinal).Chunk(Batch))
        {
            count += await kept.KeepAsync(processor, part, cancellationToken);
            findings.AddRange(await DifferentAsync(processor, part, cancellationToken));
        }

        if (findings is not [])
        {
            return new SettlementImported(0, 0, [.. findings.Take(SettlementFile.MostFindings)]);
        }

        await transaction.CommitAsync(cancellationToken);
        return new SettlementImported(count, lines.Transactions.Count - count, []);
    }

    /// <summary>Those that were known before and said something else.</summary>
    private async Task<IEnumerable<SettlementFinding>> DifferentAsync(string processor, ProcessorTransaction[] part, CancellationToken cancellationToken)
    {
        string[] ids = [.. part.Select(one => one.Id)];
        var known = await database.Set<BalanceTransaction>().AsNoTracking().Where(one => one.Gateway == processor && ids.Contains(one.ProcessorId)).ToDictionaryAsync(one => one.ProcessorId, cancellationToken);
        return part
            .Where(one => known[one.Id] is var before && (before.Amount, before.Fee, before.Currency, before.Kind, before.CreatedAt) != (one.Amount, one.Fee, one.Currency, one.Kind, one.CreatedAt))
            .Select(one => new SettlementFinding(0, one.Id, "ID_TAKEN", new("同じ取引番号で内容の違う明細がすでにあります。", "That transaction was taken in before and said something else.")));
    }
}

/// <summary>A name that no file is taken in under.</summary>
internal sealed record ProcessorNotImported(string Processor) : UserError("--processor")
{
    public override string Code => "PROCESSOR_NOT_IMPORTED";

    public override LocalText Message => new(
        "処理会社の名前は半角小文字・数字・ハイフン40字までです。取得できる処理会社(stripe、sandbox)のファイルは取り込めません。",
        "A processor is named by up to 40 lower-case letters, digits and hyphens; of one that can be asked (stripe, sandbox) no file is taken in.");
}

/// <summary>There is no such file, or it may not be read.</summary>
internal sealed record SettlementFileUnreadable(string File, string Reason) : UserError("--file")
{
    public override string Code => "SETTLEMENT_FILE_UNREADABLE";

    public override LocalText Message => new($"ファイル「{Excerpt.Of(File)}」を読めません({Reason})。", $"The file '{Excerpt.Of(File)}' cannot be read: {Reason}");
}
