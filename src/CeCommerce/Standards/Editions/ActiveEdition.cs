using CeCommerce.Platform;
using CeCommerce.Standards.OperatorRules;
using CeCommerce.Standards.Packs;
using Npgsql;

namespace CeCommerce.Standards.Editions;

/// <summary>The edition in use on this server, and the engine over it; follows what was activated last.</summary>
internal sealed partial class ActiveEdition(NpgsqlDataSource database, RuleEditions editions, OperatorPacks operators, TimeProvider clock, ILogger<ActiveEdition> logger) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile InUse _inUse = new(0, new(RuleEdition.Current) { RulesOf = operators.Of });
    private string? _refused;

    public StandardsEngine Engine => _inUse.Engine;

    /// <summary>Whether an edition is in use by which this server cannot judge.</summary>
    public bool IsBehind => Volatile.Read(ref _refused) is not null;

    /// <summary>Takes the edition that was activated last into use, before the first request.</summary>
    /// <exception cref="StartRefused">This version of the product cannot judge by it.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await TakeLastAsync(cancellationToken) is { } unreadable)
        {
            throw new StartRefused(unreadable);
        }

        var newer = RuleEdition.Current.Packs.Where(IsNewer).Select(pack => $"{pack.Code} {pack.Version}").ToList();
        if (newer.Count > 0)
        {
            NewerPacks(logger, Engine.Edition.Version, string.Join(", ", newer));
        }
    }

    /// <summary>Takes what was activated since then into use. A server that cannot judge by it keeps the edition that it has.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (await TakeLastAsync(cancellationToken) is { } unreadable && Interlocked.Exchange(ref _refused, unreadable.Edition) != unreadable.Edition)
        {
            CannotFollow(logger, Engine.Edition.Version, unreadable.Message.En);
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<ActiveEditionUnreadable?> TakeLastAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (await LastAsync(cancellationToken) is not var (number, version) || number <= _inUse.Number)
            {
                return null;
            }

            var read = await editions.ReadAsync(version, cancellationToken);
            if (read.Edition is not { } edition)
            {
                return new(version, [.. read.Broken.SelectMany(pack => pack.UnknownChecks).Distinct()], read.Broken.SelectMany(pack => pack.Flaws).FirstOrDefault()?.ToString());
            }

            editions.Add(edition);
            if (_inUse.Number > 0)
            {
                TakenIntoUse(logger, number, version);
            }

            _inUse = new(number, await EngineAsync(number, edition, cancellationToken));
            Volatile.Write(ref _refused, null);
            return null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<StandardsEngine> EngineAsync(int number, RuleEdition edition, CancellationToken cancellationToken)
    {
        var graces = new List<EditionGrace>();
        foreach (var (of, version, before, until) in await RunningGracesAsync(cancellationToken))
        {
            var by = of == number ? null : await editions.FindAsync(version, cancellationToken);
            if (await editions.FindAsync(before, cancellationToken) is { } older && (by is not null || of == number))
            {
                graces.Add(new(by is null ? null : Judging(by), Judging(older), until));
            }
        }

        return new(edition) { Graces = graces, RulesOf = operators.Of };
    }

    private StandardsEngine Judging(RuleEdition edition) => new(edition) { RulesOf = operators.Of };

    private async Task<IReadOnlyList<(int Number, string Version, string Before, DateOnly Until)>> RunningGracesAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            SELECT edition.number, edition.version, before.version, edition.activated_at, edition.grace_days
            FROM standards.editions AS edition JOIN standards.editions AS before ON before.number = edition.number - 1
            WHERE edition.grace_days > 0 ORDER BY edition.number DESC
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (running, today) = (new List<(int, string, string, DateOnly)>(), clock.Today());
        while (await reader.ReadAsync(cancellationToken))
        {
            // Whole days, and never less than was promised.
            var until = Tokyo.DayOf(reader.GetFieldValue<DateTimeOffset>(3)).AddDays(reader.GetInt32(4) + 1);
            if (today < until)
            {
                running.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2), until));
            }
        }

        return running;
    }

    private async Task<(int Number, string Version)?> LastAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT number, version FROM standards.editions ORDER BY number DESC LIMIT 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt32(0), reader.GetString(1)) : null;
    }

    private bool IsNewer(RulePack own) =>
        Engine.Edition.Packs.FirstOrDefault(pack => pack.Code == own.Code) is not { } used || System.Version.Parse(used.Version) < System.Version.Parse(own.Version);

    private sealed record InUse(int Number, StandardsEngine Engine);

    [LoggerMessage(Level = LogLevel.Information, Message = "Edition {Number} of the rules, {Edition}, is in use.")]
    private static partial void TakenIntoUse(ILogger logger, int number, string edition);

    [LoggerMessage(Level = LogLevel.Information, Message = "The product brings rules that edition {Edition} does not have yet: {Packs}. They are stored; activateRuleEdition takes them into use.")]
    private static partial void NewerPacks(ILogger logger, string edition, string packs);

    [LoggerMessage(Level = LogLevel.Critical, Message = "This server still judges by edition {Edition}. {Reason}")]
    private static partial void CannotFollow(ILogger logger, string edition, string reason);
}
