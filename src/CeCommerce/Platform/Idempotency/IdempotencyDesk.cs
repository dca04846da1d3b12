using System.Security.Cryptography;
using System.Text.Json;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Platform.Idempotency;

/// <summary>What a service found at the desk: either go on (and save <see cref="Request"/>), or give <see cref="Answer"/> again.</summary>
/// <param name="Request">Already tracked; it is saved with the effect.</param>
/// <param name="Answer">JSON of the earlier answer; null when the work is still to be done.</param>
/// <param name="Resumed">True when an earlier attempt died half-way and its <see cref="IdempotentRequest.Progress"/> is there.</param>
internal sealed record Ticket(IdempotentRequest Request, string? Answer, bool Resumed);

/// <summary>
/// Keeps the promise that a request with an idempotency key takes effect once. To be called inside the transaction that
/// carries the effect: a try-lock on the key (not a wait) tells a duplicate that runs at the same moment apart.
/// Only effects are kept; a request that was refused without effect may be sent again with the same key.
/// </summary>
internal sealed class IdempotencyDesk(CommerceDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public async Task<Outcome<Ticket>> TakeAsync(Caller caller, string operation, string key, object content, object? progress, CancellationToken cancellationToken)
    {
        if (key.Length is < 8 or > 128 || key.Any(c => c is < '!' or > '~'))
        {
            return new IdempotencyKeyInvalid("input", "idempotencyKey");
        }

        var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), JsonColumn.Json));
        var locked = await database.Database
            .SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock(hashtextextended({caller.Name + "\n" + operation + "\n" + key}, 7)) AS \"Value\"")
            .SingleAsync(cancellationToken);
        if (!locked)
        {
            return new RequestStillRunning(key, "input", "idempotencyKey");
        }

        var known = await database.Set<IdempotentRequest>().SingleOrDefaultAsync(
            x => x.Caller == caller.Name && x.Operation == operation && x.Key == key, cancellationToken);
        return known is null ? Open(caller, operation, key, digest, progress) : Reopen(known, digest);
    }

    private Ticket Open(Caller caller, string operation, string key, byte[] digest, object? progress)
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
        return new Ticket(request, null, Resumed: false);
    }

    private Outcome<Ticket> Reopen(IdempotentRequest known, byte[] digest)
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

        return new Ticket(known, known.Answer, Resumed: known.Answer is null);
    }
}
