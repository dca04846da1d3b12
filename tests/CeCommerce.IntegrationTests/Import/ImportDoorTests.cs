using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CeCommerce.IntegrationTests.TestKit;
using CeCommerce.Operators;
using CeCommerce.Platform;

namespace CeCommerce.IntegrationTests.Import;

/// <summary>Imports as a partner's system sends, watches and ends them.</summary>
public sealed class ImportDoorTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Mapping =
        """
        { "columns": { "sourceId": "id", "category": "item", "kind": "kind", "price": "price" },
          "constants": { "shippingFee": 0, "paymentTiming": "AT_ORDER", "paymentMethods": "CARD", "deliveryDays": 3, "returnPolicy": "8日以内" } }
        """;

    private readonly Shop _shop = new(server);

    [Fact]
    public async Task A_running_import_is_cancelled_once_and_by_its_own_operator_only()
    {
        var waiting = Guid.CreateVersion7();
        _shop.Scalar(
            """
            INSERT INTO listings.import_jobs (id, operator_id, state, file_digest, mapping_digest, file_name, publish, dry_run, requested_by,
                rows_read, published, drafted, refused, unchanged, last_row, bytes_total, bytes_read, created_at)
            VALUES ($1, $2, 'Running', '', '', 'list', false, false, 'test', 0, 0, 0, 0, 0, 0, 0, 0, now())
            """,
            waiting,
            _shop.OperatorOf(DemoOperators.Refurbisher));
        var id = TypedId.Format("imj", waiting);

        Assert.Equal("IMPORT_NOT_FOUND", (await CancelAsync(id, _shop.Token(Role.Refurbisher, DemoOperators.Rental))).Refusal().Text("code"));
        Assert.Equal("CANCELLED", (await CancelAsync(id, _shop.Refurbisher)).GetProperty("job").Text("state"));
        var again = (await CancelAsync(id, _shop.Refurbisher)).Refusal();
        Assert.Equal(("IMPORT_ENDED", "CANCELLED"), (again.Text("code"), again.Text("state")));
        Assert.Equal(1L, _shop.Scalar("SELECT count(*) FROM platform.history WHERE subject_id = $1 AND what = 'cancelled'", waiting));
    }

    [Fact]
    public async Task An_import_tells_the_columns_that_it_did_not_use()
    {
        var token = _shop.Refurbisher;
        var rows = """{"id":"door-1","item":"スニーカー","kind":"REUSE","price":100,"colour":"red"}""";
        var payload = await _shop.DoAsync("importListings", new { rows, mapping = Mapping, publish = false, idempotencyKey = "key-for-columns" }, token, "job { id }");
        var id = payload.GetProperty("job").Text("id");
        JsonElement job;
        do
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            job = (await _shop.AskAsync("query($id: ID!) { importJob(id: $id) { state progress unusedColumns failure failureCode } }", new { id }, token)).GetProperty("importJob");
        }
        while (job.Text("state") is "QUEUED" or "RUNNING");
        Assert.Equal("DONE", job.Text("state"));
        Assert.Equal(1, job.GetProperty("progress").GetDouble());
        Assert.Equal(["colour"], job.List("unusedColumns").Select(column => column.GetString()));
    }

    [Theory]
    [InlineData(null, "", HttpStatusCode.Unauthorized, "UNAUTHENTICATED")]
    [InlineData("nonsense", "", HttpStatusCode.Unauthorized, "UNAUTHENTICATED")]
    [InlineData("consumer", "", HttpStatusCode.Forbidden, "FORBIDDEN")]
    [InlineData("auditor", "", HttpStatusCode.Forbidden, "FORBIDDEN")]
    [InlineData("platform", "", HttpStatusCode.NotFound, "OPERATOR_NOT_FOUND")]
    [InlineData("platform", "?operatorId=opr_zzz", HttpStatusCode.NotFound, "OPERATOR_NOT_FOUND")]
    [InlineData("platform", "?operatorId=opr_01m89jem17fdps0jg9rwg54hnf", HttpStatusCode.NotFound, "OPERATOR_NOT_FOUND")]
    [InlineData("refurbisher", "?operatorId=opr_01m89jem17fdps0jg9rwg54hnf", HttpStatusCode.NotFound, "OPERATOR_NOT_FOUND")]
    public async Task An_upload_that_is_refused_says_why(string? who, string query, HttpStatusCode status, string code)
    {
        var token = who switch
        {
            "consumer" => _shop.Token(Role.Consumer, consumer: "uploader"),
            "auditor" => _shop.Token(Role.Auditor),
            "platform" => _shop.Token(Role.Platform),
            "refurbisher" => _shop.Refurbisher,
            _ => who,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports" + query) { Content = new ByteArrayContent([1]) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        var error = Assert.Single((await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).List("errors"));
        Assert.Equal(code, error.Text("code"));
        Assert.NotEmpty(error.Text("message"));
    }

    private async Task<JsonElement> CancelAsync(string id, string token) =>
        await _shop.DoAsync("cancelImport", new { id }, token, "job { id state } errors { ... on ImportEnded { state } }");
}
