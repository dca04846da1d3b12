namespace CeCommerce.Platform.Hosting;

/// <summary>Who waits for whom in our database, and for how long.</summary>
internal static class LockGauges
{
    public static IServiceCollection AddLockGauges(this IServiceCollection services) => services
        .AddSingleton(Gauge.OfSql(
            "cecommerce.locks.waiting", "{session}", "Sessions of our database that wait for a lock; a few for moments are healthy.",
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"))
        .AddSingleton(Gauge.OfSql(
            "cecommerce.locks.oldest.wait", "s", "How long the session that waits longest for a lock has waited.",
            """
            SELECT extract(epoch FROM max(clock_timestamp() - l.waitstart)) FROM pg_locks l
            JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()
            """))
        .AddSingleton(Gauge.OfSql(
            "cecommerce.locks.named", "{lock}", "Locks by name that processes hold: start-up steps, imports, readers of the event log.",
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
        .AddSingleton(Gauge.OfSql(
            "cecommerce.transactions.oldest", "s", "Age of the oldest open transaction of our database that has written or reads; above a minute something holds up vacuum and the event log.",
            "SELECT extract(epoch FROM max(clock_timestamp() - xact_start)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL)"));
}
