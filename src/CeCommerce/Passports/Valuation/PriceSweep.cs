using CeCommerce.Platform.Database;
using CeCommerce.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports.Valuation;

/// <summary>Takes what was sold since and fits each category anew that learned something, once a day. Several servers may do so at once.</summary>
internal sealed class PriceSweep(CommerceDatabase database, IModelSales sales, TimeProvider clock)
{
    /// <summary>Sales of one fit, the newest.</summary>
    private const int MostSales = 5_000;

    /// <summary>A sale completes that much later at most, unless somebody quarrels: it is looked for so far back.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(120);

    private static readonly TimeSpan Memory = TimeSpan.FromDays(3 * 365);

    private static readonly TimeSpan Day = TimeSpan.FromHours(20);

    /// <summary>Answers how many fits that made.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await TakeSalesAsync(cancellationToken);
        var (now, made) = (clock.GetUtcNow(), 0);
        foreach (var category in await ChangedAsync(now, cancellationToken))
        {
            made += await FitAsync(category, now, cancellationToken);
        }

        return made;
    }

    private async Task TakeSalesAsync(CancellationToken cancellationToken)
    {
        var newest = await database.Set<PricePoint>().MaxAsync(point => (DateTimeOffset?)point.At, cancellationToken);
        for (SalePosition? position = new(newest - Late ?? DateTimeOffset.UnixEpoch, Guid.Empty); position is { } from;)
        {
            var page = await sales.AfterAsync(from, cancellationToken);
            await KeepAsync(page.Sales, cancellationToken);
            position = page.Next;
        }
    }

    private Task<int> KeepAsync(IReadOnlyList<ModelSale> sold, CancellationToken cancellationToken)
    {
        Guid[] items = [.. sold.Select(sale => sale.ItemId.Value)];
        string[] categories = [.. sold.Select(sale => sale.Unit.Description.Model.Category)];
        string?[] models = [.. sold.Select(sale => sale.Unit.Description.Model.Key())];
        string[] traits = [.. sold.Select(sale => JsonColumn.Write(sale.Unit.TraitsAt(sale.At)))];
        string[] sources = [.. sold.Select(sale => sale.Source)];
        long[] yen = [.. sold.Select(sale => sale.Yen)];
        DateTimeOffset[] at = [.. sold.Select(sale => sale.At.ToUniversalTime())];
        return database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO passports.price_points (source, item_id, category, model_key, yen, at, recorded_at, traits)
            SELECT source, item_id, category, model_key, yen, at, {clock.GetUtcNow()}, traits::jsonb
            FROM unnest({sources}, {items}, {categories}, {models}, {yen}, {at}, {traits}) AS sold (source, item_id, category, model_key, yen, at, traits)
            ON CONFLICT (source) DO NOTHING
            """,
            cancellationToken);
    }

    private Task<List<string>> ChangedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = now - Day;
        return database.Database.SqlQuery<string>(
            $"""
            SELECT category AS "Value" FROM passports.price_points points
            LEFT JOIN (SELECT category, max(made_at) AS made_at FROM passports.fits GROUP BY category) fitted USING (category)
            GROUP BY category, made_at HAVING made_at IS NULL OR (made_at < {due} AND max(recorded_at) > made_at)
            ORDER BY category
            """).ToListAsync(cancellationToken);
    }

    private async Task<int> FitAsync(string category, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - Memory;
        var sold = await database.Set<PricePoint>().AsNoTracking()
            .Where(point => point.Category == category && point.At > since)
            .OrderByDescending(point => point.At).ThenBy(point => point.Source)
            .Take(MostSales)
            .ToListAsync(cancellationToken);
        if (SalesFit.Of([.. sold.Select(point => point.Priced)]) is not { } fit)
        {
            return 0;
        }

        var content = JsonColumn.Write(fit);
        return await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO passports.fits (category, version, made_at, content)
            SELECT {category}, coalesce(max(version), 0) + 1, {now}, {content}::jsonb FROM passports.fits WHERE category = {category}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }
}

/// <summary>Learns once a day while the server runs.</summary>
internal sealed class PriceWorker(IServiceScopeFactory scopes, ILogger<PriceWorker> logger) : BackgroundService
{
    private static readonly Pauses Pauses = new(TimeSpan.FromMinutes(5), TimeSpan.FromDays(1));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Sweep.RepeatAsync(scopes, Pauses, logger, (PriceSweep prices, CancellationToken token) => prices.RunAsync(token), stoppingToken);
}
