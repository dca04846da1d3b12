using CeCommerce.Items;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports.Valuation;

/// <param name="AsOf">Null: now.</param>
internal readonly record struct WantedValue(Item Item, DateTimeOffset? AsOf);

/// <summary>
/// What many units are worth as of one moment: four statements however many. Item, fit and sales are taken as they were known at that moment,
/// so the same question has the same answer for ever.
/// </summary>
internal sealed class ValuesOfItems(CommerceDatabase database, TimeProvider clock) : BatchLoader<WantedValue, ValueOfItem>
{
    /// <summary>The newest of a model; more say no more.</summary>
    private const int MostOfModel = 100;

    protected override async Task<IReadOnlyDictionary<WantedValue, ValueOfItem>> LoadAsync(IReadOnlyCollection<WantedValue> keys, CancellationToken cancellation)
    {
        var (values, now) = (new Dictionary<WantedValue, ValueOfItem>(), clock.GetUtcNow());
        foreach (var part in keys.GroupBy(key => key.AsOf))
        {
            var asOf = WholeMilliseconds(part.Key is { } asked && asked < now ? asked : now);
            var units = await UnitsAsync([.. part.Select(key => key.Item)], asOf, cancellation);
            var known = await KnownAsync(units, asOf, cancellation);
            foreach (var key in part.Where(key => units.ContainsKey(key.Item)))
            {
                values[key] = known.ValueOf(key.Item.Id, units[key.Item], asOf);
            }
        }

        return values;
    }

    /// <summary>As it is told, so that who asks again by what they were told asks the same.</summary>
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    /// <summary>The units as they were on record then. What was not here yet, or another's, has no value to tell.</summary>
    private async Task<Dictionary<Item, PastItem>> UnitsAsync(Item[] items, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var versions = await database.VersionsAsync<ItemVersion>([.. items.Select(item => new Moment(item.Id.Value, asOf))], cancellation);
        return items.Where(item => item.CreatedAt <= asOf)
            .Select(item => (Item: item, Unit: versions.TryGetValue(new(item.Id.Value, asOf), out var version) ? version.Content : item.AsPast()))
            .Where(pair => pair.Unit.OperatorId == pair.Item.OperatorId)
            .ToDictionary(pair => pair.Item, pair => pair.Unit);
    }

    private async Task<KnownPrices> KnownAsync(Dictionary<Item, PastItem> units, DateTimeOffset asOf, CancellationToken cancellation)
    {
        var models = units.Values.Select(unit => unit.Description.Model).ToList();
        string[] categories = [.. models.Select(model => model.Category).Distinct()];
        string[] keys = [.. models.Select(model => model.Key()).OfType<string>().Distinct()];
        Guid[] items = [.. units.Keys.Select(item => item.Id.Value)];
        var (at, from) = (asOf.ToUniversalTime(), asOf.ToUniversalTime() - Comparables.Window);
        var fits = await database.Set<StoredFit>().FromSql(
            $"""
            SELECT fit.* FROM unnest({categories}) AS asked (category) CROSS JOIN LATERAL (
                SELECT * FROM passports.fits made WHERE made.category = asked.category AND made.made_at <= {at} ORDER BY made.version DESC LIMIT 1) AS fit
            """).AsNoTracking().ToListAsync(cancellation);
        var ofModels = await database.Set<PricePoint>().FromSql(
            $"""
            SELECT point.* FROM unnest({keys}) AS asked (model_key) CROSS JOIN LATERAL (
                SELECT * FROM passports.price_points paid
                WHERE paid.model_key = asked.model_key AND paid.at > {from} AND paid.at <= {at} AND paid.recorded_at <= {at}
                ORDER BY paid.at DESC, paid.source LIMIT {MostOfModel}) AS point
            """).AsNoTracking().ToListAsync(cancellation);
        var ofItems = await database.Set<PricePoint>().FromSql(
            $"""
            SELECT point.* FROM unnest({items}) AS asked (item_id) CROSS JOIN LATERAL (
                SELECT * FROM passports.price_points paid WHERE paid.item_id = asked.item_id AND paid.at <= {at} AND paid.recorded_at <= {at}
                ORDER BY paid.at DESC, paid.source LIMIT 1) AS point
            """).AsNoTracking().ToListAsync(cancellation);
        return new(fits.ToDictionary(fit => fit.Category), ofModels.ToLookup(point => point.ModelKey!), ofItems.ToDictionary(point => point.ItemId));
    }
}

/// <summary>What is known of prices at a moment.</summary>
internal sealed record KnownPrices(IReadOnlyDictionary<string, StoredFit> Fits, ILookup<string, PricePoint> OfModels, IReadOnlyDictionary<ItemId, PricePoint> OfItems)
{
    private const double DaysOfYear = 365.25;

    public ValueOfItem ValueOf(ItemId id, PastItem unit, DateTimeOffset asOf)
    {
        var model = unit.Description.Model;
        var ofModel = model.Key() is { } key ? OfModels[key].Where(point => point.Category == model.Category).Select(point => point.Priced).ToList() : [];
        var traits = unit.TraitsAt(asOf);
        return new(
            asOf,
            Fits.TryGetValue(model.Category, out var fit) ? FittedEstimate.Of(fit, traits, ofModel, asOf) : null,
            OfItems.TryGetValue(id, out var bought) && StatutoryLives.Of(model.Category) is { } life ? BookOf(bought, life, asOf) : null);
    }

    private static long BookOf(PricePoint bought, int life, DateTimeOffset asOf)
    {
        var left = bought.Traits.Age is { } age ? BookValue.UsedLife(life, (int)age.Value) : life;
        return BookValue.After(bought.Yen, left, (int)((asOf - bought.At).TotalDays / DaysOfYear));
    }
}
