using CeCommerce.Orders.Shipments;
using CeCommerce.Orders.Words;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Orders.Returns;

/// <summary>What is done to which unit of an order.</summary>
internal sealed record LineAct(OrderAct Act, int Line);

/// <summary>What buyers say against what they bought, and what operators do about it.</summary>
internal sealed class ReturnService(CommerceDatabase database, WordedActs acts, LineProgress lines, LineRefunds refunds, OrderClock clock)
{
    public const int TextLength = 2_000;

    /// <summary>Something is wrong: the order completes no more until it is settled.</summary>
    public Task<Outcome<Order>> ReportAsync(LineAct act, ProblemKind kind, string text, CancellationToken cancellationToken) => ReportAsync(act, new Complaint(kind, null), text, cancellationToken);

    public Task<Outcome<Order>> ReportAsync(LineAct act, Complaint complaint, string text, CancellationToken cancellationToken) =>
        RaiseAsync(new(act, "reportProblem", new { act.Line, kind = complaint.Problem }, text, complaint.Photos), LineState.Problem, complaint, cancellationToken);

    /// <summary>All is well after all, or it stays.</summary>
    public Task<Outcome<Order>> WithdrawAsync(LineAct act, CancellationToken cancellationToken) => DoAsync(
        new(act, "withdrawObjection", new { act.Line }), (order, line, by, _) => Task.FromResult<UserError?>(lines.Move(order, line, LineState.Sold, by)), cancellationToken);

    /// <summary>What the law gives is accepted with that; all else the operator answers.</summary>
    public Task<Outcome<Order>> RequestAsync(LineAct act, ReturnReason reason, string text, CancellationToken cancellationToken) => RequestAsync(act, new Complaint(null, reason), text, cancellationToken);

    public Task<Outcome<Order>> RequestAsync(LineAct act, Complaint complaint, string text, CancellationToken cancellationToken) =>
        RaiseAsync(new(act, "requestReturn", new { act.Line, reason = complaint.Reason }, text, complaint.Photos), LineState.ReturnRequested, complaint, cancellationToken);

    public Task<Outcome<Order>> AnswerAsync(LineAct act, bool accepted, string? answer, CancellationToken cancellationToken) => DoAsync(
        new(act, "answerReturn", new { act.Line, accepted }, answer),
        async (order, line, by, words) =>
        {
            if (lines.Move(order, line, accepted ? LineState.ReturnAccepted : LineState.ReturnRefused, by) is { } notNow)
            {
                return notNow;
            }

            (await LastAsync(line, cancellationToken))?.Decide(accepted, words, clock.Now);
            return null;
        },
        cancellationToken);

    /// <summary>The buyer has sent it back.</summary>
    public Task<Outcome<Order>> SendAsync(LineAct act, string? carrier, string? trackingNumber, CancellationToken cancellationToken) => DoAsync(
        new(act, "returnSent", new { act.Line, carrier, trackingNumber }),
        async (order, line, by, _) =>
        {
            if (ShipmentService.TooLong(carrier, trackingNumber) is { } refused)
            {
                return refused;
            }

            if (lines.Move(order, line, LineState.ReturnSent, by) is { } notNow)
            {
                return notNow;
            }

            (await LastAsync(line, cancellationToken))?.Send(carrier, trackingNumber, clock.Now);
            return null;
        },
        cancellationToken);

    /// <summary>It is back: what of its money goes back follows from what the operator found; null for all that is left.</summary>
    public Task<Outcome<Order>> ReceiveAsync(LineAct act, string? inspection, Money? amount, CancellationToken cancellationToken) => DoAsync(
        new(act, "receiveReturn", new { act.Line, amount }, inspection),
        (order, line, by, words) => ReceiveAsync(order, line, by, new(amount ?? line.Rest, words, clock.Now), cancellationToken),
        cancellationToken);

    /// <summary>
    /// Money back without a return, e.g. for a scratch; a unit whose money is back is the buyer's, or the operator's while it was not shipped. Of a completed order too, which stays completed.
    /// </summary>
    public Task<Outcome<Order>> RefundAsync(LineAct act, Money amount, string? why, CancellationToken cancellationToken) => DoAsync(
        new(act, "refundLine", new { act.Line, amount }, why),
        async (order, line, by, words) =>
            by.Actor != OrderActor.Seller || order.State is not (OrderState.Paid or OrderState.HandedOver or OrderState.Delivered or OrderState.Completed) || line.State is LineState.ReturnSent or LineState.ReturnReceived or LineState.Refunded
                ? new LineMoveRefused(line.State, LineMoves.From(line.State, by.Actor), "input", "line")
            : await refunds.DecideAsync(order, line, new(amount, words, clock.Now, by.Caller), cancellationToken),
        cancellationToken);

    /// <summary>Nobody did what they had to do: the operator who is silent has agreed, the buyer who sends nothing keeps it. Part of the caller's transaction.</summary>
    internal async Task<Outcome<Order>> ByDateAsync(Order order, CancellationToken cancellationToken)
    {
        var by = OrderMover.System with { Why = "no answer in time" };
        foreach (var line in order.Lines.Where(line => line.DueAt <= clock.Now))
        {
            UserError? refused = line.State switch
            {
                LineState.Problem or LineState.ReturnRequested => lines.Move(order, line, LineState.ReturnAccepted, by),
                LineState.ReturnAccepted => lines.Move(order, line, LineState.Sold, by),
                LineState.ReturnSent => await ReceiveAsync(order, line, by, new(line.Rest, null, clock.Now), cancellationToken),
                _ => null,
            };
            if (refused is not null)
            {
                return refused;
            }
        }

        return order;
    }

    private Task<Outcome<Order>> RaiseAsync(LineRequest request, LineState to, Complaint complaint, CancellationToken cancellationToken) => DoAsync(
        request,
        async (order, line, by, words) =>
        {
            var byLaw = complaint.Reason == ReturnReason.ChangedMind && order.IsReturnedByLaw(line);
            var over = clock.MindIsMadeUp(order);
            if (byLaw && order.IsNoDayMore(line) && over is { } until)
            {
                return new ReturnTooLate(until, "input", "reason");
            }

            if (order.State == OrderState.Paid || (to == LineState.ReturnRequested && order.State != OrderState.Delivered) || lines.Move(order, line, to, by) is not null)
            {
                return new LineMoveRefused(line.State, LineMoves.From(line.State, by.Actor), "input", "line");
            }

            var before = await LastAsync(line, cancellationToken);
            var objection = Objection.Of(line, (before?.Number ?? 0) + 1, complaint with { Text = words }, clock.Now);
            database.Add(objection);
            if (byLaw && over is null)
            {
                lines.Move(order, line, LineState.ReturnAccepted, OrderMover.System);
                objection.Decide(true, null, clock.Now);
            }

            return null;
        },
        cancellationToken);

    private async Task<UserError?> ReceiveAsync(Order order, OrderLine line, OrderMover by, RefundWish wish, CancellationToken cancellationToken)
    {
        if (lines.Move(order, line, LineState.ReturnReceived, by) is { } notNow)
        {
            return notNow;
        }

        (await LastAsync(line, cancellationToken))?.Receive(wish.Why, clock.Now);
        return await refunds.DecideAsync(order, line, wish, cancellationToken);
    }

    private Task<Objection?> LastAsync(OrderLine line, CancellationToken cancellationToken) => database.Set<Objection>()
        .Where(x => x.OrderId == line.OrderId && x.Line == line.Number).OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancellationToken);

    private Task<Outcome<Order>> DoAsync(LineRequest request, Func<Order, OrderLine, OrderMover, Guid?, Task<UserError?>> change, CancellationToken cancellationToken) =>
        TooLong(request.Words) is { } refused
            ? Task.FromResult<Outcome<Order>>(refused)
            : acts.DoAsync(
                new(request.Act.Act, request.Operation, new { order = request.Act.Act.OrderId.ToString(), request.Content }, request.Words) { Photos = request.Photos ?? [] },
                async (order, by, words) =>
                {
                    if (order.Lines.FirstOrDefault(line => line.Number == request.Act.Line) is not { } line)
                    {
                        return new OrderLineNotFound(order.Lines.Count, "input", "line");
                    }

                    return await change(order, line, by, words) is { } notNow ? notNow : order;
                },
                cancellationToken);

    private static OrderTextTooLong? TooLong(string? text) => text is not null && (text.Length > TextLength || !StorableText.Is(text)) ? new(TextLength, "input") : null;

    private sealed record LineRequest(LineAct Act, string Operation, object Content, string? Words = null, IReadOnlyList<string>? Photos = null);
}
