using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Changes;
using CeCommerce.Platform.Database;
using CeCommerce.Platform.Events;
using CeCommerce.Platform.History;
using CeCommerce.Platform.Idempotency;
using CeCommerce.Reports.Document;
using CeCommerce.Reports.Drawing;
using CeCommerce.Reports.Formats;
using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Reports;

/// <summary>Takes in what is to be drawn, once or every month.</summary>
internal sealed class ReportService(CommerceDatabase database, IdempotencyKeys keys, IEnumerable<IReportFormat> formats, TimeProvider clock)
{
    private static readonly IReadOnlyList<Language> Japanese = [Language.Ja];

    private readonly AtomicChanges _changes = new(database, keys, new ReportsBusy("input"));

    public async Task<Outcome<Report>> DrawAsync(Caller caller, DrawReportInput input, CancellationToken cancellationToken)
    {
        if (input.Kind == ReportKind.Platform)
        {
            return caller.Role == Role.Platform && input.OperatorId is null ? await DrawAsync(caller, null, input, cancellationToken) : new PlatformReportRefused("input", "kind");
        }

        return await OwnerAsync(caller, input.OperatorId, cancellationToken) is { } owner
            ? await DrawAsync(caller, owner.Id, input, cancellationToken)
            : new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId");
    }

    private async Task<Outcome<Report>> DrawAsync(Caller caller, OperatorId? owner, DrawReportInput input, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var wish = new ReportWish(owner, input.From, input.To, Instants.Of(input.AsOf, now), [.. (input.CarbonFactors ?? []).Select(factor => new CarbonFactor(factor.Category, factor.GramsPerItem, factor.DisplacedPermille, factor.Source))]);
        var shape = ShapeOf(input.Formats, input.Languages) with { Charset = input.CsvCharset ?? ReportCharset.Utf8 };
        return ((IUserError?)ReportLimits.Check(input.AsOf) ?? ReportLimits.Check(wish, now) ?? ReportLimits.Check(shape) ?? RefusalOf(shape)) is { } invalid
            ? Outcome<Report>.Refused(invalid)
            : await WholeAsync(await _changes.OnceAsync(
                new(caller, "drawReport", input.IdempotencyKey, new { Operator = owner?.ToString(), input.From, input.To, input.AsOf, shape.Formats, shape.Languages, shape.Charset, wish.Factors }),
                () => AskAsync(caller, wish, shape, cancellationToken),
                asked => asked.Id.ToString(),
                id => ReportAsync(TypedId.Parse<ReportId>(id), cancellationToken),
                cancellationToken), asked => ReportAsync(asked.Id, cancellationToken));
    }

    public async Task<Outcome<ReportSchedule>> ScheduleAsync(Caller caller, ScheduleReportInput input, CancellationToken cancellationToken)
    {
        if (await OwnerAsync(caller, input.OperatorId, cancellationToken) is not { } owner)
        {
            return new OperatorNotFound(input.OperatorId?.ToString() ?? "", "input", "operatorId");
        }

        var shape = ShapeOf(input.Formats, input.Languages);
        IUserError? invalid = input.DayOfMonth is < 1 or > ReportSchedule.LastDay ? new ReportDayInvalid(ReportSchedule.LastDay, "input", "dayOfMonth") : ReportLimits.Check(shape) ?? RefusalOf(shape);
        return invalid is not null
            ? Outcome<ReportSchedule>.Refused(invalid)
            : await WholeAsync(await _changes.OnceAsync<ReportSchedule>(
                new(caller, "scheduleReport", input.IdempotencyKey, new { Operator = owner.Id.ToString(), input.DayOfMonth, shape.Formats, shape.Languages }),
                () =>
                {
                    var now = clock.GetUtcNow();
                    var begun = ReportSchedule.Begin(TypedId.New<ReportScheduleId>(now), owner.Id, input.DayOfMonth, shape, caller, now);
                    database.Add(begun);
                    database.Note(HistoryEntry.Of(begun.Id, "scheduled", caller, now, @new: new { begun.DayOfMonth, begun.Formats, begun.Languages }));
                    return Task.FromResult<Outcome<ReportSchedule>>(begun);
                },
                begun => begun.Id.ToString(),
                id => ScheduleAsync(TypedId.Parse<ReportScheduleId>(id), cancellationToken),
                cancellationToken), begun => ScheduleAsync(begun.Id, cancellationToken));
    }

    public Task<Outcome<ReportSchedule>> EndAsync(Caller caller, EndReportScheduleInput input, CancellationToken cancellationToken) => _changes.OnceAsync<ReportSchedule>(
        new(caller, "endReportSchedule", input.IdempotencyKey, new { Id = input.ReportScheduleId.ToString() }),
        async () =>
        {
            if (await database.Set<ReportSchedule>().Include(x => x.Operator).VisibleTo(caller).SingleOrDefaultAsync(x => x.Id == input.ReportScheduleId, cancellationToken) is not { } schedule)
            {
                return new ReportScheduleNotFound(input.ReportScheduleId.ToString(), "input", "reportScheduleId");
            }

            var now = clock.GetUtcNow();
            schedule.End(now);
            database.Note(HistoryEntry.Of(schedule.Id, "ended", caller, now));
            return schedule;
        },
        ended => ended.Id.ToString(),
        id => ScheduleAsync(TypedId.Parse<ReportScheduleId>(id), cancellationToken),
        cancellationToken);

    /// <summary>With what is shown beside it.</summary>
    private static async Task<Outcome<T>> WholeAsync<T>(Outcome<T> outcome, Func<T, Task<T>> read)
        where T : class => outcome.Try(out var value, out _) ? await read(value) : outcome;

    private Task<Report> ReportAsync(ReportId id, CancellationToken cancellationToken) =>
        database.Set<Report>().AsNoTracking().Whole().SingleAsync(x => x.Id == id, cancellationToken);

    private Task<ReportSchedule> ScheduleAsync(ReportScheduleId id, CancellationToken cancellationToken) =>
        database.Set<ReportSchedule>().AsNoTracking().Include(x => x.Operator).SingleAsync(x => x.Id == id, cancellationToken);

    private async Task<Outcome<Report>> AskAsync(Caller caller, ReportWish wish, WantedFiles shape, CancellationToken cancellationToken)
    {
        // Those who ask at once take turns, so that none is counted past the limit.
        await (wish.Operator is { } owner
            ? database.LockAsync(owner, cancellationToken)
            : database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('platform report', 0))", cancellationToken));
        if (await database.Set<Report>().CountAsync(x => x.OperatorId == wish.Operator && (x.State == ReportState.Queued || x.State == ReportState.Drawing), cancellationToken) >= ReportLimits.MostOpen)
        {
            return new ReportQueueFull(ReportLimits.MostOpen, "input");
        }

        var now = clock.GetUtcNow();
        var asked = Report.Ask(TypedId.New<ReportId>(now), wish, shape, caller.Name, now);
        database.Add(asked);
        database.Tell(ReportEvents.Asked(asked, now));
        return asked;
    }

    private async Task<Operator?> OwnerAsync(Caller caller, OperatorId? asked, CancellationToken cancellationToken)
    {
        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return (asked ?? own) is { } id && caller.SeesInside(id.Value)
            ? await database.Set<Operator>().AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken)
            : null;
    }

    /// <summary>Why this server could not write what is asked for.</summary>
    private IUserError? RefusalOf(WantedFiles shape) => formats.FirstOrDefault(format => shape.Formats.Contains(format.Format) && format.Refusal is not null)?.Refusal;

    private static WantedFiles ShapeOf(IReadOnlyList<ReportFormat>? formats, IReadOnlyList<Language>? languages) =>
        new([.. (formats ?? Enum.GetValues<ReportFormat>()).Distinct().Order()], [.. (languages ?? Japanese).Distinct().Order()], ReportCharset.Utf8, null);
}

/// <summary>As-of instants in whole milliseconds.</summary>
internal static class Instants
{
    public static DateTimeOffset Of(ReportAsOfInput? asOf, DateTimeOffset now) =>
        Whole(asOf?.Instant ?? (asOf?.Day is { } day && day != Tokyo.DayOf(now) ? EndOf(day) : now));

    /// <summary>The last millisecond of the day in Japan.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => Tokyo.StartOf(day.AddDays(1)).AddMilliseconds(-1).ToUniversalTime();

    private static DateTimeOffset Whole(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
}
