using CeCommerce.Platform;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Reports;

/// <summary>Asks a server process for reports of the demo refurbisher, as the operator's staff would.</summary>
internal sealed class ReportClient : IDisposable
{
    private const string Fields = "id state asOf contentHash failureCode files { format language sha256 length path }";

    private readonly HttpClient _http;

    private ReportClient(Uri address, string token) => _http = new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<ReportClient> OfAsync(ServerProcess server, string home, params (string, string)[] settings) =>
        new(server.Address, (await ServerProcess.RunAsync(home, ["token", "--as", "operator"], settings)).Output.Trim());

    /// <summary>Asks for the last weeks, as of now or of an instant; gives the id.</summary>
    public async Task<string> AskAsync(string? asOf = null, params string[] formats)
    {
        var today = TimeProvider.System.Today();
        object input = new
        {
            from = today.AddDays(-20),
            to = today,
            asOf = asOf is null ? null : new { instant = asOf },
            formats = formats.Length == 0 ? ["JSON", "HTML", "XLSX", "CSV"] : formats,
            languages = new[] { "JA", "EN" },
            idempotencyKey = Shop.Key(),
        };
        var payload = (await SendAsync("mutation($input: DrawReportInput!) { drawReport(input: $input) { report { id } errors { code message } } }", new { input })).GetProperty("drawReport");
        Assert.False(payload.List("errors").Any(), payload.ToString());
        return payload.GetProperty("report").Text("id");
    }

    /// <summary>The report once it is done or has failed.</summary>
    public async Task<JsonElement> EndedAsync(string id)
    {
        JsonElement report = default;
        await Shop.UntilAsync(async () =>
        {
            report = (await SendAsync($"query($id: ID!) {{ report(id: $id) {{ {Fields} }} }}", new { id })).GetProperty("report");
            return report.Text("state") is "DONE" or "FAILED";
        });
        return report;
    }

    /// <summary>Each file of the report is given out and is what its digest says.</summary>
    public async Task AssertWholeAsync(JsonElement report)
    {
        foreach (var file in report.List("files"))
        {
            var bytes = await _http.GetByteArrayAsync(new Uri(file.Text("path"), UriKind.Relative), Stop);
            Assert.Equal((file.Text("sha256"), file.GetProperty("length").GetInt64()), (Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.LongLength));
        }
    }

    /// <summary>Whatever lies among the kept files is whole: it is named by its content.</summary>
    public static async Task AssertNoHalfFileAsync(string home)
    {
        var kept = Path.Combine(home, "files", "reports");
        foreach (var path in Directory.Exists(kept) ? Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories) : [])
        {
            Assert.Equal(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, Stop))));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(string query, object variables)
    {
        using var sent = await _http.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query, variables }, Stop);
        var answer = await sent.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.False(answer.TryGetProperty("errors", out _), answer.ToString());
        return answer.GetProperty("data");
    }
}
