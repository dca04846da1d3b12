using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Payments.Disputes;

/// <summary>
/// Hands an answer in, once. From the moment on at which the processor may have it, only the dispute itself says whether it has: it is never handed in again without somebody's word. Never inside a
/// transaction.
/// </summary>
internal sealed partial class AnswerSending(CommerceDatabase database, IDisputeGateway gateway, AtomicChanges changes, DisputeNews news, AnswerContext context)
{
    private const int Batch = 50;

    public async Task SendAsync(AnswerToSend answer, CancellationToken cancellationToken)
    {
        var id = answer.Answer.Id;
        try
        {
            if (await HandInAsync(answer, cancellationToken) is not { } said)
            {
                return;
            }

            if (said.Now is { } now)
            {
                await AcceptAsync(id, answer.Dispute.PaymentId, now, cancellationToken);
            }
            else
            {
                await EndAsync(id, (one, at) => one.Refuse(said.Refusal!, at), cancellationToken);
            }
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            // Before it was sent the processor cannot have it; after that the dispute will say.
            GatewayUnavailable(context.Logger, id.ToString(), unavailable.Message);
            await EndAsync(id, (one, at) => one.MissUnsent(at), cancellationToken);
        }
    }

    /// <summary>Reads the disputes of answers of which nobody knows whether they came.</summary>
    public async Task<int> ResolveAsync(CancellationToken cancellationToken)
    {
        var (now, name, resolved) = (context.Clock.Now, gateway.Name, 0);
        var next = context.Clock.Next(0);
        var due = await database.SendAsync<Guid>(
            $"""
            UPDATE payments.dispute_answers SET ask_at = {next} WHERE id IN (
                SELECT a.id FROM payments.dispute_answers a JOIN payments.disputes d ON d.id = a.dispute_id AND d.gateway = {name}
                WHERE a.state = 'Asked' AND a.ask_at <= {now} ORDER BY a.ask_at LIMIT {Batch} FOR UPDATE OF a SKIP LOCKED) RETURNING id
            """,
            cancellationToken);
        foreach (var id in due)
        {
            resolved += await ResolveAsync(DisputeAnswerId.From(id), cancellationToken) ? 1 : 0;
        }

        return resolved;
    }

    /// <summary>Null when the dispute takes none any more, which is written down.</summary>
    private async Task<AnsweredDispute?> HandInAsync(AnswerToSend answer, CancellationToken cancellationToken)
    {
        var (id, name) = (answer.Answer.Id, answer.Dispute.ProcessorId);
        if (await gateway.FindAsync(name, cancellationToken) is not { } before)
        {
            return new(null, "dispute_missing");
        }

        if (answer.Evidence is null)
        {
            await EndAsync(id, (one, at) => one.Send(null, before.Submissions, at), cancellationToken);
            return await gateway.ConcedeAsync(id.ToString(), name, cancellationToken);
        }

        if (before.EvidenceDueAt is null)
        {
            await news.ApplyAsync(answer.Dispute.PaymentId, before, cancellationToken);
            return new(null, "not_answerable");
        }

        var pack = await gateway.UploadAsync(id.ToString(), answer.Evidence.Pdf, cancellationToken);
        if (pack.FileId is not { } file)
        {
            return new(null, pack.Refusal ?? "file_refused");
        }

        await EndAsync(id, (one, at) => one.Send(file, before.Submissions, at), cancellationToken);
        return await gateway.SubmitAsync(new(id.ToString(), name, file, answer.Evidence) { Appeal = answer.Appeal }, cancellationToken);
    }

    private async Task<bool> ResolveAsync(DisputeAnswerId id, CancellationToken cancellationToken)
    {
        var answer = await database.Set<DisputeAnswer>().AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        var dispute = await database.Set<Dispute>().AsNoTracking().SingleAsync(x => x.Id == answer.DisputeId, cancellationToken);
        try
        {
            if (await gateway.FindAsync(dispute.ProcessorId, cancellationToken) is not { } now || answer.IsIn(now, context.Clock.Now) is not { } isIn)
            {
                return false;
            }

            if (isIn)
            {
                await AcceptAsync(id, dispute.PaymentId, now, cancellationToken);
            }
            else
            {
                await EndAsync(id, (one, at) => one.Miss(at), cancellationToken);
            }

            return true;
        }
        catch (PaymentGatewayUnavailable unavailable)
        {
            GatewayUnavailable(context.Logger, id.ToString(), unavailable.Message);
            return false;
        }
    }

    /// <summary>While the answer is not ended nobody else answers; once it is, the dispute stands where it is not answered any more.</summary>
    private async Task AcceptAsync(DisputeAnswerId id, PaymentId payment, DisputeWord now, CancellationToken cancellationToken)
    {
        await news.ApplyAsync(payment, now, cancellationToken);
        await EndAsync(id, (one, at) => one.Accept(at), cancellationToken);
    }

    /// <summary>What could not be written down did not happen, so nothing goes on from there.</summary>
    private async Task EndAsync(DisputeAnswerId id, Action<DisputeAnswer, DateTimeOffset> end, CancellationToken cancellationToken)
    {
        if ((await WriteAsync(id, end, cancellationToken)).Error is { } busy)
        {
            throw new InvalidOperationException(busy.Message.En);
        }
    }

    private Task<Outcome<DisputeAnswer>> WriteAsync(DisputeAnswerId id, Action<DisputeAnswer, DateTimeOffset> end, CancellationToken cancellationToken) => changes.RunAsync<DisputeAnswer>(
        async () =>
        {
            var (answer, now) = (await database.Set<DisputeAnswer>().SingleAsync(x => x.Id == id, cancellationToken), context.Clock.Now);
            var old = answer.State;
            end(answer, now);
            if (answer.State != old)
            {
                await database.RecordAsync(answer, now, cancellationToken);
            }

            return answer;
        },
        cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The processor could not be asked about {Answer}: {Reason}")]
    private static partial void GatewayUnavailable(ILogger logger, string answer, string reason);
}

/// <summary>What time it is, and where is written down what went wrong.</summary>
internal sealed record AnswerContext(PaymentClock Clock, ILogger<AnswerSending> Logger);
