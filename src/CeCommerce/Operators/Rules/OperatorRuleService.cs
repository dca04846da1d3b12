using System.Text;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Standards.Editions;
using CeCommerce.Standards.OperatorRules;
using CeCommerce.Standards.Packs;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Operators.Rules;

/// <summary>Which of its own rules an operator has taken into use.</summary>
/// <param name="Version">Null: none.</param>
internal sealed record UsedOperatorRules(string? Version);

/// <summary>What an operator does with the rules of its own: it adds versions of them and says which is in use.</summary>
internal sealed class OperatorRuleService(CommerceDatabase database, IdempotencyKeys keys, TimeProvider clock)
{
    private readonly AtomicChanges _changes = new(database, keys, new OperatorRulesBusy("input"));

    /// <summary>Stores a version for later use. Adding the same again changes nothing.</summary>
    public async Task<Outcome<StoredOperatorPack>> AddAsync(Caller caller, AddOperatorRulePackInput input, CancellationToken cancellationToken)
    {
        var (owner, utf8) = (caller.OperatorId!.Value, Encoding.UTF8.GetBytes(input.Content));
        var read = PackReader.ReadOfOperator("content", utf8);
        if (read.Pack is not { } pack)
        {
            return RulePackFlawed.Of(read.Flaws, "input", "content");
        }

        return await _changes.OnceAsync(
            new(caller, "addOperatorRulePack", input.IdempotencyKey, new { pack.Digest }),
            async Task<Outcome<StoredOperatorPack>> () =>
            {
                if (await FindAsync(owner, pack.Version, cancellationToken) is { } stored)
                {
                    return stored.AsInUse().Digest == pack.Digest ? stored : new RulePackExists(pack.Code, pack.Version);
                }

                var added = StoredOperatorPack.Of(owner, pack.Version, utf8, caller.Name, clock.GetUtcNow());
                database.Add(added);
                return added;
            },
            added => added.Version,
            async version => (await FindAsync(owner, version, cancellationToken))!,
            cancellationToken);
    }

    /// <summary>Takes a version into use, or none: the operator's shelf is judged again. A repetition is told what the first request brought about.</summary>
    public Task<Outcome<UsedOperatorRules>> UseAsync(Caller caller, UseOperatorRulePackInput input, CancellationToken cancellationToken)
    {
        var owner = OperatorId.From(caller.OperatorId!.Value);
        return _changes.OnceAsync(
            new(caller, "useOperatorRulePack", input.IdempotencyKey, new { version = input.Version ?? "" }),
            () => UseAsync(caller, owner, input.Version, cancellationToken),
            used => used.Version ?? "",
            version => Task.FromResult(new UsedOperatorRules(version.Length == 0 ? null : version)),
            cancellationToken);
    }

    private async Task<Outcome<UsedOperatorRules>> UseAsync(Caller caller, OperatorId owner, string? version, CancellationToken cancellationToken)
    {
        var stored = version is null ? null : await FindAsync(owner.Value, version, cancellationToken);
        if (version is not null && stored is null)
        {
            return new OperatorRulePackNotFound(Excerpt.Of(version), "input", "version");
        }

        // It may have been stored by a version of the product that knew more.
        if (stored is not null && PackReader.ReadOfOperator("own.json", Encoding.UTF8.GetBytes(stored.Content)).Flaws is { Count: > 0 } flaws)
        {
            return RulePackFlawed.Of(flaws, "input", "version");
        }

        var changed = await database.Set<Operator>().SingleAsync(x => x.Id == owner, cancellationToken);
        var (old, now) = (changed.OwnRules, clock.GetUtcNow());
        if (old != stored?.AsInUse())
        {
            changed.Use(stored?.AsInUse(), now);
            database.Note(HistoryEntry.Of(changed.Id, "own rules used", caller, now, old, changed.OwnRules));
            database.Tell(OperatorEvents.RulesUsed(changed, now));
        }

        return new UsedOperatorRules(version);
    }

    private Task<StoredOperatorPack?> FindAsync(Guid owner, string version, CancellationToken cancellationToken) =>
        database.Set<StoredOperatorPack>().AsNoTracking().SingleOrDefaultAsync(x => x.OperatorId == owner && x.Version == version, cancellationToken);
}
