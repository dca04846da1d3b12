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

    /// <summary>
    /// The link of a public passport, given when somebody first asks for it; null when there is none: the unit has no GTIN, and the platform no company
    /// prefix to make up for it.
    /// </summary>
    public async Task<DigitalLink?> OfAsync(PassportId id, string home, CancellationToken cancellationToken)
    {
        if (await NamedAsync(id, cancellationToken) is { } known)
            return Link(home, known);
        if (NewName(await GtinAsync(id, cancellationToken)) is not (var key, var value, var serial))
            return null;
        // Of two who ask at once the first gives the name.
        await database.Database.ExecuteSqlAsync(
            $"INSERT INTO passports.identifiers (passport_id, key, value, serial) SELECT id, {key}, {value}, {serial} FROM passports.passports WHERE id = {id.Value} AND status = 'Active' ON CONFLICT (passport_id) DO NOTHING",
            cancellationToken);
        return await NamedAsync(id, cancellationToken) is { } named ? Link(home, named) : null;
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

    private Task<PassportIdentifier?> NamedAsync(PassportId id, CancellationToken cancellationToken) =>
        database.Set<PassportIdentifier>().AsNoTracking().SingleOrDefaultAsync(x => x.PassportId == id, cancellationToken);

    private Task<string?> GtinAsync(PassportId id, CancellationToken cancellationToken)
    {
        var item = ItemId.From(id.Value);
        return database.Set<Item>().AsNoTracking().Where(x => x.Id == item).Select(x => x.Model.Gtin).SingleOrDefaultAsync(cancellationToken);
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
