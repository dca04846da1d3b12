using System.Linq.Expressions;
using System.Security.Cryptography;
using CeCommerce.Items;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Passports.Identity;

/// <summary>The Digital Links of passports: gives them, and finds what they name. Who is not public has none.</summary>
internal sealed class PassportLinks(CommerceDatabase database, Settings settings)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>As many as AI 21 allows: 120 bits, so that nobody guesses the next one.</summary>
    private const int SerialLength = 20;

    /// <summary>What the longest company prefix leaves of the 30 characters of AI 8004.</summary>
    private const int AssetLength = 18;

    /// <summary>The link of one passport, as <see cref="OfAsync(IReadOnlyCollection{PassportId}, string, CancellationToken)"/> gives it; null when there is none.</summary>
    public async Task<DigitalLink?> OfAsync(PassportId id, string home, CancellationToken cancellationToken) =>
        (await OfAsync([id], home, cancellationToken)).GetValueOrDefault(id);

    /// <summary>
    /// The links of public passports, given when somebody first asks for them: one statement for those that are named, four where some are not. Left out is whose
    /// unit has no GTIN where the platform has no company prefix to make up for it.
    /// </summary>
    public async Task<IReadOnlyDictionary<PassportId, DigitalLink>> OfAsync(IReadOnlyCollection<PassportId> ids, string home, CancellationToken cancellationToken)
    {
        var known = await NamedAsync(ids, cancellationToken);
        var rest = ids.Where(id => !known.ContainsKey(id)).ToList();
        if (rest.Count > 0 && await NameAsync(rest, cancellationToken))
            known = await NamedAsync(ids, cancellationToken);
        return known.ToDictionary(one => one.Key, one => Link(home, one.Value));
    }

    /// <summary>The unit that a link names, when its passport is public.</summary>
    public Task<PassportId?> FindAsync(DigitalLink link, CancellationToken cancellationToken)
    {
        var serial = link.Qualifiers.FirstOrDefault(qualifier => qualifier.Ai == "21").Value ?? "";
        return PublicAsync(x => x.Key == link.Key.Ai && x.Value == link.Key.Value && x.Serial == serial, cancellationToken);
    }

    /// <summary>Any public unit of a model, to tell by what the model is.</summary>
    public Task<PassportId?> AnyOfModelAsync(AiValue key, CancellationToken cancellationToken) =>
        PublicAsync(x => x.Key == key.Ai && x.Value == key.Value && x.Serial != "", cancellationToken);

    private Task<PassportId?> PublicAsync(Expression<Func<PassportIdentifier, bool>> isNamed, CancellationToken cancellationToken) =>
        database.Set<PassportIdentifier>().AsNoTracking().Where(isNamed)
            .Where(x => database.Set<Passport>().Any(passport => passport.Id == x.PassportId && passport.Status == PassportStatus.Active))
            .OrderBy(x => x.Serial).Select(x => (PassportId?)x.PassportId).FirstOrDefaultAsync(cancellationToken);

    private Task<Dictionary<PassportId, PassportIdentifier>> NamedAsync(IReadOnlyCollection<PassportId> ids, CancellationToken cancellationToken) =>
        database.Set<PassportIdentifier>().AsNoTracking().Where(x => ids.Contains(x.PassportId)).ToDictionaryAsync(x => x.PassportId, cancellationToken);

    /// <summary>Whether any of them may be named. Of two who ask at once the first gives the name.</summary>
    private async Task<bool> NameAsync(List<PassportId> ids, CancellationToken cancellationToken)
    {
        var items = ids.ConvertAll(id => ItemId.From(id.Value));
        var models = await database.Set<Item>().AsNoTracking().Where(x => items.Contains(x.Id)).Select(x => new { x.Id, x.Model.Gtin }).ToListAsync(cancellationToken);
        var names = models.Select(model => (Id: model.Id.Value, Name: NewName(model.Gtin))).Where(one => one.Name is not null).ToList();
        if (names.Count == 0)
            return false;
        var (passports, keys) = (names.Select(one => one.Id).ToArray(), names.Select(one => one.Name!.Value.Key).ToArray());
        var (values, serials) = (names.Select(one => one.Name!.Value.Value).ToArray(), names.Select(one => one.Name!.Value.Serial).ToArray());
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO passports.identifiers (passport_id, key, value, serial)
            SELECT name.id, name.key, name.value, name.serial FROM unnest({passports}, {keys}, {values}, {serials}) AS name (id, key, value, serial)
            JOIN passports.passports passport ON passport.id = name.id AND passport.status = 'Active'
            ORDER BY name.id ON CONFLICT (passport_id) DO NOTHING
            """,
            cancellationToken);
        return true;
    }

    private (string Key, string Value, string Serial)? NewName(string? gtin) => (gtin, settings.Gs1Prefix) switch
    {
        ({ } number, _) => ("01", number.PadLeft(14, '0'), RandomNumberGenerator.GetString(Letters, SerialLength)),
        (null, { } prefix) => ("8004", prefix + RandomNumberGenerator.GetString(Letters, AssetLength), ""),
        (null, null) => null,
    };

    private static DigitalLink Link(string home, PassportIdentifier identifier) =>
        DigitalLink.Of(home, identifier.Elements).Try(out var link, out var error) ? link : throw new InvalidOperationException(error.Message.En);
}
