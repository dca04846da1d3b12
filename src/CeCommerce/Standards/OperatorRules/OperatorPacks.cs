using System.Collections.Concurrent;
using System.Text;
using CeCommerce.Standards.Packs;
using Npgsql;

namespace CeCommerce.Standards.OperatorRules;

/// <summary>The packs of operators' own rules that this process has read, by the digest of their text.</summary>
internal sealed class OperatorPacks(NpgsqlDataSource database)
{
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<string, RulePack> _byDigest = new(StringComparer.Ordinal);

    /// <summary>
    /// For a verdict. The first one in a process reads the pack then and there: whoever judges must not have to know beforehand whose rules it will need.
    /// </summary>
    public RulePack Of(OperatorRulesInUse rules)
    {
        if (_byDigest.TryGetValue(rules.Digest, out var known))
        {
            return known;
        }

        using var command = Sought(rules.Digest);
        return Kept(rules.Digest, command.ExecuteScalar() as string)
            ?? throw new InvalidOperationException($"The operator's own rules {rules.Version} ({rules.Digest}) are not stored, or this version of the product cannot read them.");
    }

    /// <summary>Null when it was not read, or cannot be.</summary>
    public RulePack? Known(string digest) => _byDigest.GetValueOrDefault(digest);

    /// <summary>For the words of a verdict; null when there is none, or this version of the product cannot read it.</summary>
    public async ValueTask<RulePack?> FindAsync(string digest, CancellationToken cancellationToken)
    {
        if (Known(digest) is { } known)
        {
            return known;
        }

        await using var command = Sought(digest);
        return Kept(digest, await command.ExecuteScalarAsync(cancellationToken) as string);
    }

    private NpgsqlCommand Sought(string digest)
    {
        var command = database.CreateCommand("SELECT content FROM standards.operator_packs WHERE digest = $1 LIMIT 1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Convert.FromHexString(digest) });
        return command;
    }

    private RulePack? Kept(string digest, string? content)
    {
        if (content is null || PackReader.ReadOfOperator(RulePack.OperatorCode + ".json", Encoding.UTF8.GetBytes(content)).Pack is not { } pack)
        {
            return null;
        }

        if (_byDigest.Count >= MostKept)
        {
            _byDigest.Clear();
        }

        return _byDigest[digest] = pack;
    }
}
