using Microsoft.EntityFrameworkCore;

namespace CeCommerce.Platform.Database;

/// <summary>What was on record of a thing until something else was. Its table has the columns <c>recorded_until</c> and <c>id</c>.</summary>
internal interface IVersion
{
    Guid SubjectId { get; }

    DateTimeOffset RecordedAt { get; }

    DateTimeOffset RecordedUntil { get; }
}

/// <summary>A thing at a moment.</summary>
internal readonly record struct Moment(Guid SubjectId, DateTimeOffset At);

/// <summary>Reads what was on record at moments of the past.</summary>
internal static class Versions
{
    /// <summary>When a change is recorded of what has been on record since then: always later, though the clock may stand still or differ between servers.</summary>
    public static DateTimeOffset After(DateTimeOffset recordedAt, DateTimeOffset now) => now > recordedAt ? now : recordedAt.AddMicroseconds(1);

    /// <summary>Of each thing the version that stood at its moment, in one statement. What has stood ever since, or was not on record yet, has none.</summary>
    public static async Task<IReadOnlyDictionary<Moment, TVersion>> VersionsAsync<TVersion>(
        this CommerceDatabase database, IReadOnlyCollection<Moment> asked, CancellationToken cancellationToken)
        where TVersion : class, IVersion
    {
        var entity = database.Model.FindEntityType(typeof(TVersion))!;
        var subject = entity.GetForeignKeys().Single().Properties[0].GetColumnName();
        var sql = $$"""
            SELECT version.* FROM unnest({0}, {1}) AS asked (subject, at) CROSS JOIN LATERAL (
                SELECT * FROM {{entity.GetSchemaQualifiedTableName()}} kept WHERE kept.{{subject}} = asked.subject AND kept.recorded_until > asked.at
                ORDER BY kept.recorded_until, kept.id LIMIT 1) AS version
            """;
        var found = await database.Set<TVersion>()
            .FromSqlRaw(sql, asked.Select(one => one.SubjectId).ToArray(), asked.Select(one => one.At.ToUniversalTime()).ToArray())
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var bySubject = found.ToLookup(version => version.SubjectId);
        return asked.Distinct()
            .Select(one => (Asked: one, Version: bySubject[one.SubjectId].FirstOrDefault(version => version.RecordedAt <= one.At && one.At < version.RecordedUntil)))
            .Where(pair => pair.Version is not null)
            .ToDictionary(pair => pair.Asked, pair => pair.Version!);
    }
}
