using System.Diagnostics.CodeAnalysis;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal;

/// <summary>The keys of the persons of one reading, each fetched once; disposing wipes them.</summary>
[SuppressMessage("Reliability", "CA2000", Justification = "All are disposed together.")]
internal sealed class OpenedKeys(CommerceDatabase database, PersonKeys keys) : IDisposable
{
    private readonly Dictionary<Sha256Digest, DataKey?> _opened = [];
    private readonly HashSet<Guid> _erased = [];

    /// <summary>What the database says of them; a key store out of a backup may not know it.</summary>
    public async Task HearOfErasuresAsync(IEnumerable<Person?> persons, CancellationToken cancellationToken)
    {
        var digests = persons.Select(person => person?.Digest.ToBytes()).OfType<byte[]>().DistinctBy(Convert.ToHexString).ToList();
        var erased = digests.Count == 0 ? [] : await database.Set<PersonalDataErasure>().Where(x => x.Person != null && digests.Contains(x.Person)).Select(x => x.KeyIds).ToListAsync(cancellationToken);
        _erased.UnionWith(erased.SelectMany(ids => ids));
    }

    /// <summary>Null when it was erased. Throws a <see cref="KeyStoreFailure"/> when it should be there and is not.</summary>
    public async Task<DataKey?> OfAsync(Person owner, Guid keyId, CancellationToken cancellationToken)
    {
        if (_erased.Contains(keyId))
        {
            return null;
        }

        if (!_opened.TryGetValue(owner.Digest, out var key))
        {
            _opened[owner.Digest] = key = await keys.FindAsync(owner.Digest, cancellationToken);
        }

        return key?.Id == keyId ? key
            : await keys.Store.IsErasedAsync(keyId, cancellationToken) ? null
            : throw new KeyStoreFailure(KeyTrouble.Missing, "The key of a person does not lie in this key store.");
    }

    public void Dispose()
    {
        foreach (var key in _opened.Values)
        {
            key?.Dispose();
        }
    }
}
