using System.Text.Json;
using CeCommerce.IntegrationTests.Orders.Words;
using CeCommerce.IntegrationTests.TestKit;

namespace CeCommerce.IntegrationTests.Orders;

/// <summary>A buyer looks at what came, point by point.</summary>
public sealed class ArrivalTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Checklist = "arrivalChecklist { line point question confirmedAt }";

    private readonly Counter _counter = new(server);
    private readonly string _name = $"consumer-{Guid.CreateVersion7():N}";

    private string Buyer => _counter.Buyer(_name);

    [Fact]
    public async Task The_goods_decide_the_points_and_a_buyer_who_finds_all_well_completes()
    {
        var order = await _counter.DeliveredAsync(_name);
        _counter.Shop.Scalar("UPDATE orders.order_lines SET snapshot = jsonb_set(snapshot, '{model,category}', '\"smartphone\"') WHERE order_id = $1", Counter.Uuid(order));
        var asked = (await _counter.OrderAsync(order, Buyer, Checklist)).List("arrivalChecklist").ToList();
        Assert.Equal(["LOCK_OFF", "BATTERY", "SERIAL", "AS_DESCRIBED"], asked.Select(x => x.Text("point")));
        Assert.All(asked, x => Assert.Equal(JsonValueKind.Null, x.GetProperty("confirmedAt").ValueKind));

        var done = await CompleteAsync(order, [.. asked.Select(x => Answer(x.Text("point"), true))]);
        Assert.Empty(done.List("errors"));
        Assert.Equal("COMPLETED", done.GetProperty("order").Text("state"));
        Assert.All((await _counter.OrderAsync(order, Buyer, Checklist)).List("arrivalChecklist"), x => Assert.Equal(JsonValueKind.String, x.GetProperty("confirmedAt").ValueKind));
    }

    [Fact]
    public async Task A_no_completes_nothing_and_names_what_to_do()
    {
        var order = await _counter.DeliveredAsync(_name);
        var refusal = (await CompleteAsync(order, Answer("AS_DESCRIBED", false))).Refusal();
        Assert.Equal(("ARRIVAL_NOT_WELL", 1, "AS_DESCRIBED", "reportProblem"), (refusal.Text("code"), refusal.GetProperty("line").GetInt32(), refusal.Text("point"), refusal.Text("useMutation")));
        Assert.Equal("DELIVERED", (await _counter.OrderAsync(order, Buyer, "state")).Text("state"));
        Assert.Empty((await _counter.ReportAsync(order, "傷", Buyer)).List("errors"));
        Assert.Empty((await _counter.OrderAsync(order, Buyer, Checklist)).List("arrivalChecklist"));
    }

    [Fact]
    public async Task Answers_that_miss_a_point_or_answer_another_are_refused_and_none_at_all_are_not()
    {
        var order = await _counter.DeliveredAsync(_name);
        foreach (var answers in new object[][] { [], [Answer("AS_DESCRIBED", true), Answer("AS_DESCRIBED", true)], [Answer("AS_DESCRIBED", true), Answer("LOCK_OFF", true)], [Answer("AS_DESCRIBED", true, 2)] })
        {
            Assert.Equal("ARRIVAL_ANSWERS_MISMATCH", (await CompleteAsync(order, answers)).Refusal().Text("code"));
        }

        await _counter.DoneAsync("completeOrder", new { orderId = order, idempotencyKey = Shop.Key() }, Buyer);
    }

    private static object Answer(string point, bool ok, int line = 1) => new { line, point, ok };

    private Task<JsonElement> CompleteAsync(string order, params object[] arrivalAnswers) => _counter.Shop.DoAsync(
        "completeOrder",
        new { orderId = order, arrivalAnswers, idempotencyKey = Shop.Key() },
        Buyer,
        "order { state } errors { ... on ArrivalNotWell { line point useMutation } }");
}
