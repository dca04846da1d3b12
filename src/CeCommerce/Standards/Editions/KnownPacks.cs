using System.Collections.Concurrent;
using System.Text;
using CeCommerce.Standards.Packs;
using Npgsql;

namespace CeCommerce.Standards.Editions;

/// <summary>The packs that this process has read, by the digest of their text; editions share those that did not change between them.</summary>
internal sealed class KnownPacks(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, RulePack> _byDigest = new(RuleEdition.Current.Packs.Select(pack => KeyValuePair.Create(pack.Digest, pack)), StringComparer.Ordinal);

    /// <summary>Those packs as this process reads them, by code; what is not stored is left out.</summary>
    /// <param name="packs">Versions by code.</param>
    public async Task<IReadOnlyList<ReadPack>> ReadAsync(IReadOnlyDictionary<string, string> packs, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT code, encode(digest, 'hex'), CASE WHEN encode(digest, 'hex') = ANY ($3) THEN NULL ELSE content END
            FROM standards.packs JOIN unnest($1, $2) AS named (code, version) USING (code, version)
            ORDER BY code
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. packs.Keys] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. packs.Values] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. _byDigest.Keys] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new List<ReadPack>();
        while (await reader.ReadAsync(cancellationToken))
        {
            read.Add(reader.IsDBNull(2) ? ReadPack.Known(_byDigest[reader.GetString(1)]) : Read(reader.GetString(0), reader.GetString(2)));
        }

        return read;
    }

    /// <summary>
    /// Those packs and the lists that they are judged with. Editions from before a list was part of them have the one that was stored first,
    /// which is what the product brought then.
    /// </summary>
    /// <param name="packs">Versions by code.</param>
    public async Task<IReadOnlyDictionary<string, string>> WithListsAsync(IReadOnlyDictionary<string, string> packs, CancellationToken cancellationToken)
    {
        if (RulePack.Lists.All(packs.ContainsKey))
        {
            return packs;
        }

        await using var command = database.CreateCommand("SELECT DISTINCT ON (code) code, version FROM standards.packs WHERE code = ANY ($1) ORDER BY code, added_at");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. RulePack.Lists] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var all = new Dictionary<string, string>(packs, StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            all.TryAdd(reader.GetString(0), reader.GetString(1));
        }

        return all;
    }

    private ReadPack Read(string code, string content)
    {
        var read = PackReader.ReadStored(code + ".json", Encoding.UTF8.GetBytes(content));
        if (read.Pack is { } pack)
        {
            _byDigest[pack.Digest] = pack;
        }

        return read;
    }
}
