using System.Globalization;
using System.Text.Json;
using CeCommerce.Platform;
using CeCommerce.Platform.Files;

namespace CeCommerce.Personal.Keys;

/// <summary>
/// Keys in a folder of one machine, a file each. Whoever changes anything has the folder to itself, also among processes: otherwise a key that is
/// wrapped anew could come back after it was erased.
/// </summary>
internal sealed partial class FolderKeyStore(string root, bool moving = false) : IMovableKeyStore
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    public string Place => root;

    public Task<StoredKey?> FindAsync(Sha256Digest person, CancellationToken cancellationToken) => Guarded(() => Task.FromResult(Read(person)));

    public Task<bool> AddAsync(StoredKey key, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            if (Read(key.Person) is not null || File.Exists(Tombstone(key.KeyId)))
            {
                return false;
            }

            Write(PathOf(key.Person), Kept.Of(key));
            return true;
        },
        cancellationToken);

    public Task<bool> RewrapAsync(StoredKey key, string before, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            if (Read(key.Person) is not { } there || there.KeyId != key.KeyId || there.MasterKey != before)
            {
                return false;
            }

            Write(PathOf(key.Person), Kept.Of(key));
            return true;
        },
        cancellationToken);

    public Task EraseAsync(IReadOnlyCollection<ErasedKey> keys, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            foreach (var key in keys)
            {
                Erase(key);
            }

            return true;
        },
        cancellationToken);

    public Task<bool> IsErasedAsync(Guid keyId, CancellationToken cancellationToken) => Guarded(() => Task.FromResult(File.Exists(Tombstone(keyId))));

    public Task<IReadOnlyList<StoredKey>> NotUnderAsync(string masterKey, Sha256Digest? after, int most, CancellationToken cancellationToken) => Guarded(() =>
    {
        var (people, start) = (new DirectoryInfo(Path.Combine(root, "people")), after?.ToString() ?? "00");
        var folders = people.Exists ? people.EnumerateDirectories().Where(folder => string.CompareOrdinal(folder.Name, start[..2]) >= 0) : [];
        return Task.FromResult<IReadOnlyList<StoredKey>>([.. folders
            .OrderBy(folder => folder.Name, StringComparer.Ordinal)
            .SelectMany(folder => folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal))
            .Where(name => string.CompareOrdinal(name, start) > 0)
            .Select(name => Sha256Digest.TryParse(name, out var person) ? Read(person) : null)
            .OfType<StoredKey>()
            .Where(key => key.MasterKey != masterKey)
            .Take(most)]);
    });

    public Task<Guid> IdentityAsync(CancellationToken cancellationToken) => AloneAsync(
        () =>
        {
            var file = Path.Combine(root, "identity");
            if (!File.Exists(file))
            {
                Write(file, $"{Guid.CreateVersion7():D}");
            }

            return Guid.TryParseExact(JsonSerializer.Deserialize<string>(File.ReadAllText(file)), "D", out var id) ? id : throw new IOException($"{file} holds no name of a store.");
        },
        cancellationToken);

    private string PathOf(Sha256Digest person) => Path.Combine(root, "people", person.ToString()[..2], person.ToString());

    private string Tombstone(Guid keyId) => Path.Combine(root, "erased", keyId.ToString("N"));

    private void Erase(ErasedKey key)
    {
        Remember(key.KeyId, key.At);
        Remove(key.Person, key.KeyId);
    }

    private void Remember(Guid keyId, DateTimeOffset at)
    {
        if (!File.Exists(Tombstone(keyId)))
        {
            Write(Tombstone(keyId), at.ToString("O", CultureInfo.InvariantCulture));
        }
    }

    private void Remove(Sha256Digest person, Guid keyId)
    {
        if (Read(person)?.KeyId == keyId)
        {
            File.Delete(PathOf(person));
            DurableFolder.Flush(Path.GetDirectoryName(PathOf(person))!);
        }
    }

    private StoredKey? Read(Sha256Digest person)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(File.ReadAllText(PathOf(person)), CommerceJson.Options)!.Under(person);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException broken)
        {
            throw new KeyStoreFailure(KeyTrouble.Missing, $"{PathOf(person)} holds no key.", broken);
        }
    }

    /// <summary>The draft has one name only, so that what a killed process left of it is gone with the next change.</summary>
    private void Write<T>(string path, T content)
    {
        var (folder, draft) = (Path.GetDirectoryName(path)!, Path.Combine(root, ".draft"));
        DurableFolder.Make(Path.GetDirectoryName(folder)!);
        DurableFolder.Make(folder);
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            JsonSerializer.Serialize(file, content, CommerceJson.Options);
            file.Flush(flushToDisk: true);
        }

        DurableFolder.Rename(draft, path);
        DurableFolder.Flush(folder);
        DurableFolder.Flush(Path.GetDirectoryName(folder)!);
    }

    private Task<T> ChangeAsync<T>(Func<T> change, CancellationToken cancellationToken) => AloneAsync(
        () => moving || !File.Exists(Closed) ? change() : throw new KeyStoreFailure(KeyTrouble.Unreachable, $"The keys in {root} were moved to another store, or are being moved."),
        cancellationToken);

    private Task<T> AloneAsync<T>(Func<T> change, CancellationToken cancellationToken) => Guarded(async () =>
    {
        DurableFolder.Make(root);
        await using var gate = await LockAsync(cancellationToken);
        File.Delete(Path.Combine(root, ".draft"));
        return change();
    });

    /// <summary>The lock's file stays: removing it would let two in.</summary>
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, ".lock");
        for (var waited = TimeSpan.Zero; ; waited += s_pause)
        {
            try
            {
                return new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
            catch (IOException) when (waited < s_patience && File.Exists(path))
            {
                await Task.Delay(s_pause, cancellationToken);
            }
        }
    }

    private static async Task<T> Guarded<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (KeyStoreFailure.Of(failure) is not null)
        {
            throw KeyStoreFailure.Of(failure)!;
        }
    }

    /// <summary>A key's file; whose it is says the name.</summary>
    private sealed record Kept(Guid KeyId, string MasterKey, byte[] Wrapped, DateTimeOffset MadeAt)
    {
        public static Kept Of(StoredKey key) => new(key.KeyId, key.MasterKey, key.Wrapped, key.MadeAt);

        public StoredKey Under(Sha256Digest person) => new(person, KeyId, MasterKey, Wrapped, MadeAt);
    }
}
