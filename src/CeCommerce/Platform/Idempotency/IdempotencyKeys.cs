using System.Security.Cryptography;
using System.Text.Json;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Platform.Idempotency;

/// <summary>What became of opening a request: either go on (and save <see cref="Request"/>), or give <see cref="Answer"/> again.</summary>
/// <param name="Request">Already tracked; it is saved with the effect.</param>
/// <param name="Answer">JSON of the earlier answer; null when the work is still to be done.</param>
/// <param name="Resumed">True when an earlier attempt died half-way and its <see cref="IdempotentRequest.Progress"/> is there.</param>
internal sealed record OpenedRequest(IdempotentRequest Request, string? Answer, bool Resumed);

/// <summary>
/// Keeps the promise that a request with an idempotency key takes effect once. To be called inside the transaction that
/// carries the effect: a try-lock on the key (not a wait) tells a duplicate that runs at the same moment apart.
/// Only effects are kept; a request that was refused without effect may be sent again with the same key.
/// </summary>
internal sealed class IdempotencyKeys(CommerceDatabase database, TimeProvider clock)
{
    private static readonly Func<CommerceDatabase, string, string, string, CancellationToken, Task<IdempotentRequest?>> Known = EF.CompileAsyncQuery(
        (CommerceDatabase database, string caller, string operation, string key, CancellationToken cancellationToken) =>
            database.Set<IdempotentRequest>().SingleOrDefault(x => x.Caller == caller && x.Operation == operation && x.Key == key));

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <param name="progress">What a retry goes on from when this attempt dies half-way; null when the effect is one transaction.</param>
    public async Task<Outcome<OpenedRequest>> TakeAsync(KeyedRequest request, object? progress, CancellationToken cancellationToken)
    {
        var (caller, operation, key, content) = request;
        if (key.Length is < 8 or > 128 || key.Any(c => c is < '!' or > '~'))
        {
            return new IdempotencyKeyInvalid("input", "idempotencyKey");
        }

        var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), CommerceJson.Options));
        if (!await LockedAsync(request, cancellationToken))
        {
            return new RequestStillRunning(key, "input", "idempotencyKey");
        }

        var known = await Known(database, caller.Name, operation, key, cancellationToken);
        return known is null ? Open(caller, operation, key, digest, progress) : Reopen(known, digest);
    }

    /// <summary>False when the same request runs elsewhere at this moment. Who comes one by one waits here for the requests before.</summary>
    private async Task<bool> LockedAsync(KeyedRequest request, CancellationToken cancellationToken)
    {
        var name = request.Caller.Name + "\n" + request.Operation + "\n" + request.Key;
        var locked = await database.SendAsync<bool>(
            request.OneByOne
                ? $"""
                SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended({name}, 7))
                    THEN (SELECT true FROM pg_advisory_xact_lock(hashtextextended({request.Caller.Name}, 11))) ELSE false END
                """
                : (FormattableString)$"SELECT pg_try_advisory_xact_lock(hashtextextended({name}, 7))",
            cancellationToken);
        return locked[0];
    }

    private OpenedRequest Open(Caller caller, string operation, string key, byte[] digest, object? progress)
    {
        var request = new IdempotentRequest
        {
            Caller = caller.Name,
            Operation = operation,
            Key = key,
            Content = digest,
            At = clock.GetUtcNow(),
            Progress = progress is null ? null : JsonColumn.Write(progress),
        };
        request.Extend(request.At + Lease);
        database.Add(request);
        return new OpenedRequest(request, null, Resumed: false);
    }

    private Outcome<OpenedRequest> Reopen(IdempotentRequest known, byte[] digest)
    {
        if (!digest.AsSpan().SequenceEqual(known.Content))
        {
            return new IdempotencyKeyReused(known.Key, "input", "idempotencyKey");
        }

        if (known.Answer is null && known.LeaseUntil > clock.GetUtcNow())
        {
            return new RequestStillRunning(known.Key, "input", "idempotencyKey");
        }

        if (known.Answer is null)
        {
            known.Extend(clock.GetUtcNow() + Lease);
        }

        return new OpenedRequest(known, known.Answer, Resumed: known.Answer is null);
    }
}
