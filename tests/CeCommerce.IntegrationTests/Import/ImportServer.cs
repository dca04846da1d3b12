using System.Text;
using CeCommerce.Import.Jobs;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;
using CeCommerce.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>One of several servers that share a database: with files of its own and a worker of its own.</summary>
internal sealed class ImportServer : IAsyncDisposable
{
    private const string Mapping =
        """
        { "columns": { "sourceId": "id", "category": "item", "kind": "kind", "brand": "brand", "serial.maker": "serial", "price": "price", "returnPolicy": "returns" },
          "constants": { "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD", "deliveryDays": 3, "gradeScheme": "RMJ2", "grade.cosmetic": "B", "grade.functional": "F4" } }
        """;

    private readonly TemporaryHome _home = new();
    private readonly ServiceProvider _services;
    private readonly TestClock _clock;
    private ImportWorker? _worker;

    public ImportServer(string connectionString, TestClock clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Features.Composition.AddServices(services, TestSettings.With(connectionString, _home.Path, clock), () => connectionString);
        (_services, _clock) = (services.BuildServiceProvider(), clock);
    }

    public static string Rows(string name, int count, int price) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $"{{\"id\":\"{name}-{i}\",\"item\":\"スニーカー\",\"kind\":\"REUSE\",\"brand\":\"Kutsu\",\"serial\":\"{name}-S{i}\",\"price\":{price},\"returns\":\"8日以内\"}}\n"));

    public async Task<Outcome<ImportJob>> AskAsync(string operatorCode, string rows, bool dryRun = false)
    {
        await using var scope = _services.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<CommerceDatabase>().Set<Operator>().AsNoTracking().SingleAsync(x => x.Code == operatorCode);
        var caller = new Caller(Role.Refurbisher, null, owner.Id.Value, "test-app", new HashSet<string>(StringComparer.Ordinal) { "imports:write" });
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(rows));
        var upload = ImportShop.Good(await scope.ServiceProvider.GetRequiredService<ImportUploads>().KeepAsync(owner.Id.Value, content, CancellationToken.None));
        return await scope.ServiceProvider.GetRequiredService<ImportService>().QueueAsync(
            caller, new(null, upload.ToString(), null, "list.ndjson", Mapping, true, dryRun, $"key-{Guid.CreateVersion7():N}"), CancellationToken.None);
    }

    public async Task<ImportJob> QueueAsync(string operatorCode, string rows, bool dryRun = false) => ImportShop.Good(await AskAsync(operatorCode, rows, dryRun));

    /// <param name="patience">How long a job may stand still.</param>
    public async Task StartAsync(TimeSpan? patience = null)
    {
        _worker = new ImportWorker(
            _services.GetRequiredService<IServiceScopeFactory>(), _services.GetRequiredService<ImportUploads>(), _clock, NullLogger<ImportWorker>.Instance)
        {
            Patience = patience ?? TimeSpan.FromMinutes(2),
        };
        await _worker.StartAsync(CancellationToken.None);
    }

    public async Task<ImportJob> EndedAsync(ImportJob job)
    {
        await using var scope = _services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CommerceDatabase>();
        for (var tries = 0; ; tries++)
        {
            var now = await database.Set<ImportJob>().AsNoTracking().SingleAsync(x => x.Id == job.Id);
            if (now.FinishedAt is not null || tries == 600)
            {
                return now;
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.StopAsync(CancellationToken.None);
            _worker.Dispose();
        }

        await _services.DisposeAsync();
        _home.Dispose();
    }
}
