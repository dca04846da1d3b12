using System.Text.Json;
using System.Text.Json.Serialization;
using CeCommerce.Payments.Webhooks;
using CeCommerce.Platform;
using CeCommerce.Platform.Jobs;
using Npgsql;

namespace CeCommerce.Payments.Sandbox;

/// <summary>The body of a sandbox webhook: that something happened to a charge, not what.</summary>
internal sealed record SandboxNotice(string Id, string Kind, string Reference, [property: JsonRequired] DateTimeOffset At);

/// <summary>
/// Delivers the sandbox's webhooks, signed, over HTTP. As with real processors the order is not that of the events, a
/// failed delivery comes again, and one may come several times.
/// </summary>
internal sealed class SandboxPost(HttpClient http, NpgsqlDataSource database, SandboxAddress address, SandboxSettings settings, TimeProvider clock)
{
    public const string Path = WebhookDoor.Address + "sandbox";
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    /// <summary>Posts what is due; returns how many deliveries were accepted.</summary>
    public async Task<int> DeliverAsync(CancellationToken cancellationToken)
    {
        var delivered = 0;
        foreach (var (id, notice) in await TakeAsync(cancellationToken))
        {
            var accepted = true;
            for (var copy = 0; copy < settings.Copies; copy++)
            {
                accepted &= await PostAsync(notice, cancellationToken);
            }

            if (accepted)
            {
                await MarkAsync(id, cancellationToken);
                delivered++;
            }
        }

        return delivered;
    }

    private async Task<List<(Guid Id, SandboxNotice Notice)>> TakeAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE payments.sandbox_events SET attempts = attempts + 1, due_at = $2
            WHERE id IN (
                SELECT id FROM payments.sandbox_events WHERE delivered_at IS NULL AND due_at <= $1 AND attempts < 20
                ORDER BY random() LIMIT 50 FOR UPDATE SKIP LOCKED)
            RETURNING id, reference, kind, at
            """);
        var now = clock.GetUtcNow();
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        command.Parameters.Add(new NpgsqlParameter { Value = now + Again });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<(Guid, SandboxNotice)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetGuid(0);
            due.Add((id, new($"evt_{id:N}", reader.GetString(2), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(3))));
        }

        return due;
    }

    private async Task<bool> PostAsync(SandboxNotice notice, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(notice, CommerceJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Base + Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(settings.Secret, clock.GetUtcNow(), body));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task MarkAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("UPDATE payments.sandbox_events SET delivered_at = $2 WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>The sandbox's own life while the server runs: decides pending charges and delivers webhooks.</summary>
internal sealed class SandboxWorker(
    IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, SandboxGateway gateway, ILogger<SandboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the server listens there is nobody to deliver to.
        var started = new TaskCompletionSource();
        await using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Sweep.RepeatAsync<SandboxPost>(scopes, Pause, logger, RoundAsync, stoppingToken);
    }

    private async Task<int> RoundAsync(SandboxPost post, CancellationToken cancellationToken)
    {
        await gateway.DecideDueAsync(cancellationToken);
        return await post.DeliverAsync(cancellationToken);
    }
}
