using System.Security.Cryptography;
using System.Text;
using CeCommerce.Personal.Keys;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Personal.Retained;

/// <summary>What came of reading a text that is kept by law.</summary>
/// <param name="Text">Null when it is over, or cannot be read now.</param>
/// <param name="NotNow">Its key cannot be used now; it may be later.</param>
internal sealed record RetainedReading(string? Text, bool NotNow = false)
{
    /// <summary>Nothing of it: it may be in a hand that logs.</summary>
    public override string ToString() => nameof(RetainedReading);
}

/// <summary>The door for features that have to keep a text of a person by law.</summary>
internal sealed class RetainedTexts(CommerceDatabase database, PersonKeys keys, ILogger<RetainedTexts> logger)
{
    private const int Attempts = 3;

    /// <summary>The file of that name, with its key; the key is made when there is none. Dispose it.</summary>
    /// <param name="name">The feature's own name of the file; the same one finds the same key.</param>
    public async Task<Outcome<RetainedFile>> FileAsync(Person person, string name, CancellationToken cancellationToken)
    {
        var file = DigestOf(person, name);
        try
        {
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if ((await keys.FindAsync(file, cancellationToken) ?? await MakeAsync(file, cancellationToken)) is { } key)
                {
                    return new RetainedFile(person.Digest, file, key);
                }
            }

            return new PersonalDataBusy();
        }
        catch (KeyStoreFailure failure)
        {
            PersonalLog.KeysFailed(logger, failure);
            return Outcome<RetainedFile>.Refused(failure.AsRefusal());
        }
    }

    public async Task<RetainedReading> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await database.Set<RetainedText>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { Sealed: not null } row)
        {
            return new(null);
        }

        try
        {
            using var key = await keys.FindAsync(row.FileDigest, cancellationToken);
            return key?.Id == row.KeyId && RetainedFile.Open(row, key) is { } text
                ? new(text)
                : throw new KeyStoreFailure(KeyTrouble.Missing, "The key of a text that is kept by law does not lie in this key store, or does not open it.");
        }
        catch (KeyStoreFailure failure)
        {
            PersonalLog.KeysFailed(logger, failure);
            return new(null, NotNow: true);
        }
    }

    /// <summary>A new key would hide that the old one is lost.</summary>
    private async Task<DataKey?> MakeAsync(Sha256Digest file, CancellationToken cancellationToken)
    {
        var place = file.ToBytes();
        var used = await database.Set<RetainedText>().Where(x => x.File == place && x.Sealed != null).Select(x => x.KeyId).ToListAsync(cancellationToken);
        return used.Count == 0 || await keys.Store.FindAsync(file, cancellationToken) is not null
            ? await keys.MakeAsync(file, cancellationToken)
            : throw new KeyStoreFailure(KeyTrouble.Missing, "Texts of a file are kept, but their key does not lie in this key store.");
    }

    private static Sha256Digest DigestOf(Person person, string name) =>
        Sha256Digest.From(SHA256.HashData(Encoding.UTF8.GetBytes($"{person.ClientId}\n{person.ConsumerId}\n{name}")));
}
