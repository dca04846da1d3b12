using System.Globalization;
using System.Text.Json;
using CeCommerce.Platform.Files;

namespace CeCommerce.Personal.Keys;

internal sealed partial class FolderKeyStore
{
    private string Closed => Path.Combine(root, "closed");

    public Task<bool> IsClosedAsync(CancellationToken cancellationToken) => Guarded(() => Task.FromResult(File.Exists(Closed)));

    public Task CloseAsync(CancellationToken cancellationToken) => AloneAsync(
        () =>
        {
            Write(Closed, "moved");
            return true;
        },
        cancellationToken);

    public Task OpenAsync(CancellationToken cancellationToken) => AloneAsync(
        () =>
        {
            File.Delete(Closed);
            DurableFolder.Flush(root);
            return true;
        },
        cancellationToken);

    public Task<IReadOnlyList<ErasedKeyId>> ErasedAsync(Guid? after, int most, CancellationToken cancellationToken) => Guarded(() =>
    {
        var (erased, start) = (new DirectoryInfo(Path.Combine(root, "erased")), after?.ToString("N") ?? "");
        var files = erased.Exists ? erased.EnumerateFiles().Where(file => string.CompareOrdinal(file.Name, start) > 0) : [];
        return Task.FromResult<IReadOnlyList<ErasedKeyId>>([.. files.OrderBy(file => file.Name, StringComparer.Ordinal).Take(most).Select(ReadErased)]);
    });

    public Task RememberAsync(IReadOnlyCollection<ErasedKeyId> erased, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            foreach (var (keyId, at) in erased)
            {
                Remember(keyId, at);
            }

            return true;
        },
        cancellationToken);

    public Task RemoveAsync(IReadOnlyCollection<StoredKey> keys, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            foreach (var key in keys)
            {
                Remove(key.Person, key.KeyId);
            }

            return true;
        },
        cancellationToken);

    private static ErasedKeyId ReadErased(FileInfo file) =>
        Guid.TryParseExact(file.Name, "N", out var keyId)
        && DateTimeOffset.TryParseExact(JsonSerializer.Deserialize<string>(File.ReadAllText(file.FullName)), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new(keyId, at)
            : throw new IOException($"{file.FullName} says of no key that it was erased.");
}
