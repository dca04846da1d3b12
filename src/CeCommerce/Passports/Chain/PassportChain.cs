using Npgsql;

namespace CeCommerce.Passports.Chain;

/// <summary>
/// The one place that adds to chains. Heads are locked in the order of their ids, so that whoever adds to many at once waits for others and never in a
/// circle; what was made from a line of the log is made once, however often it comes.
/// </summary>
internal static class PassportChain
{
    /// <summary>Within the connection's transaction, as its last step: others wait at the heads. Answers what is new, in the order given.</summary>
    public static async Task<IReadOnlyList<ChainedEvent>> AppendAsync(NpgsqlConnection connection, IReadOnlyList<NewPassportEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return [];
        }

        await ChainRows.OpenAsync(connection, events, now, cancellationToken);
        var heads = await ChainRows.LockAsync(connection, [.. events.Select(said => said.Item.Value).Distinct()], cancellationToken);
        // After the heads are locked: whoever had the same lines in hand has committed by now.
        var known = await ChainRows.KnownAsync(connection, [.. events.Select(said => said.Source.Sequence).Distinct()], cancellationToken);
        var added = events.Where(said => known.Add((said.Source.Sequence, said.Source.Part))).Select(said => heads[said.Item.Value].Add(said, now)).ToList();
        if (added.Count > 0)
        {
            await ChainRows.WriteAsync(connection, added, [.. added.Select(one => heads[one.Link.Passport]).Distinct()], cancellationToken);
        }

        return added;
    }
}
