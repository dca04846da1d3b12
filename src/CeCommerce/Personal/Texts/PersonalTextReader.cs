using CeCommerce.Personal.Keys;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal.Texts;

/// <summary>Reads what was written. Whether the caller may is for the feature to say that keeps the ids.</summary>
internal sealed class PersonalTextReader(CommerceDatabase database, PersonKeys keys, ILogger<PersonalTextReader> logger)
{
    /// <param name="wanted">Which, and what each belongs to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyDictionary<Guid, TextReading>> ReadAsync(IReadOnlyDictionary<Guid, string> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0)
        {
            return new Dictionary<Guid, TextReading>();
        }

        var ids = wanted.Keys.ToList();
        var texts = await database.Set<PersonalText>().AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken);
        using var opened = new OpenedKeys(database, keys);
        await opened.HearOfErasuresAsync(texts.Select(text => text.Owner), cancellationToken);
        var readings = ids.ToDictionary(id => id, _ => new TextReading(TextState.Unavailable));
        foreach (var text in texts)
        {
            readings[text.Id] = await OpenAsync(text, wanted[text.Id], opened, cancellationToken);
        }

        return readings;
    }

    private async Task<TextReading> OpenAsync(PersonalText text, string about, OpenedKeys opened, CancellationToken cancellationToken)
    {
        if (text.Owner is not { } owner || text.Sealed is null)
        {
            return new(TextState.Erased);
        }

        try
        {
            if (await opened.OfAsync(owner, text.KeyId, cancellationToken) is not { } key)
            {
                return new(TextState.Erased);
            }

            if (text.Open(about, owner, key) is { } said)
            {
                return new(TextState.Read, said);
            }

            PersonalLog.TextDamaged(logger, text.Id);
        }
        catch (KeyStoreFailure failure)
        {
            PersonalLog.KeysFailed(logger, failure);
        }

        return new(TextState.Unavailable);
    }
}
