using Npgsql;

namespace CeCommerce.Platform.Events;

/// <summary>
/// Makes the months ahead into which events and history are written. A month that was not made in time lies in the default partition and
/// stays there.
/// </summary>
internal sealed partial class MonthsAhead(NpgsqlDataSource database, TimeProvider clock, ILogger<MonthsAhead> logger) : BackgroundService
{
    private const int Ahead = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                await MakeAsync("events", stoppingToken);
                await MakeAsync("history", stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Interrupted(logger, failure);
                pause = AfterFailure;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task MakeAsync(string table, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT platform.make_months($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow().AddMonths(Ahead) });
        if (await command.ExecuteScalarAsync(cancellationToken) is int missed and > 0)
        {
            Missed(logger, missed, table);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Making months ahead failed; it is tried again.")]
    private static partial void Interrupted(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Missed} month(s) of platform.{Table} cannot be made: their lines lie in its default partition.")]
    private static partial void Missed(ILogger logger, int missed, string table);
}
