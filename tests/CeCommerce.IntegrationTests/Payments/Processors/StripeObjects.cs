using System.Globalization;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>What Stripe remembers: objects by id, in the order in which they came to be.</summary>
internal sealed class StripeObjects(TimeProvider clock)
{
    private readonly Dictionary<string, JsonObject> _byId = new(StringComparer.Ordinal);
    private readonly List<(string Account, JsonObject Thing)> _all = [];
    private int _last;

    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A new object with an id of its own. Those of a connected account are seen by that account only.</summary>
    public JsonObject Add(string prefix, string kind, JsonObject fields, string? account = null)
    {
        var thing = new JsonObject { ["id"] = NewId(prefix), ["object"] = kind, ["created"] = Now };
        if (kind is not ("balance_transaction" or "refund" or "transfer_reversal" or "file" or "account"))
        {
            thing["livemode"] = false;
        }

        foreach (var (name, value) in fields)
        {
            thing[name] = value?.DeepClone();
        }

        _byId.Add(thing.Text("id")!, thing);
        _all.Add((account ?? "", thing));
        return thing;
    }

    public string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{++_last:D6}{Random.Shared.GetHexString(12, lowercase: true)}");

    public JsonObject? Find(string? id) => id is not null && _byId.TryGetValue(id, out var thing) ? thing : null;

    public JsonObject Get(string kind, string id, string? account = null) =>
        Find(id) is { } thing && thing.Text("object") == kind && _all.Exists(one => one.Thing == thing && one.Account == (account ?? ""))
            ? thing
            : throw StripeRefusal.Missing(kind, id);

    /// <summary>The newest first.</summary>
    public IEnumerable<JsonObject> All(string kind, string? account = null) =>
        _all.Where(one => one.Account == (account ?? "") && one.Thing.Text("object") == kind).Select(one => one.Thing).Reverse();

    /// <summary>The connected account that a thing belongs to; null for the platform.</summary>
    public string? Owner(JsonObject thing) => _all.Find(one => one.Thing == thing).Account is { Length: > 0 } account ? account : null;

    public void Forget(JsonObject thing)
    {
        _byId.Remove(thing.Text("id")!);
        _all.RemoveAll(one => one.Thing == thing);
    }

    /// <summary>A page, with the objects in place of their ids where the caller asks for it.</summary>
    public JsonObject Page(StripeCall call, IEnumerable<JsonObject> newestFirst)
    {
        var found = newestFirst.Where(thing => IsWithin(call.Form["created"], thing.Number("created"))).ToList();
        if (call["starting_after"] is { } after)
        {
            found = [.. found.SkipWhile(thing => thing.Text("id") != after).Skip(1)];
        }
        else if (call["ending_before"] is { } before)
        {
            found = [.. found.TakeWhile(thing => thing.Text("id") != before)];
        }

        var limit = (int)Math.Clamp(call.Amount("limit") ?? 10, 1, 100);
        return List(call.Path, call["ending_before"] is null ? found.Take(limit) : found.TakeLast(limit), found.Count > limit);
    }

    public static JsonObject List(string url, IEnumerable<JsonObject> things, bool hasMore = false) => new()
    {
        ["object"] = "list",
        ["url"] = url,
        ["has_more"] = hasMore,
        ["data"] = new JsonArray([.. things.Select(thing => thing.DeepClone())]),
    };

    /// <summary>A copy in which each <c>expand</c> path shows the object instead of its id.</summary>
    public JsonObject Expanded(JsonObject answer, JsonNode? paths)
    {
        var copy = answer.DeepClone().AsObject();
        foreach (var path in (paths as JsonArray ?? []).Select(path => path!.ToString().Split('.')))
        {
            Expand(copy, path);
        }

        return copy;
    }

    private void Expand(JsonNode? at, ReadOnlySpan<string> path)
    {
        if (at is JsonArray many)
        {
            foreach (var one in many)
            {
                Expand(one, path);
            }
        }
        else if (at is JsonObject thing && !path.IsEmpty)
        {
            if (path[0] == "refunds" && thing.Text("object") == "charge")
            {
                var refunds = All("refund", Owner(Find(thing.Text("id"))!)).Where(refund => refund.Text("charge") == thing.Text("id"));
                thing["refunds"] = List($"/v1/charges/{thing.Text("id")}/refunds", refunds);
            }
            else if (thing[path[0]] is JsonValue id && Find(id.ToString()) is { } found)
            {
                thing[path[0]] = found.DeepClone();
            }

            Expand(thing[path[0]], path[1..]);
        }
    }

    private static bool IsWithin(JsonNode? range, long created) => range switch
    {
        null => true,
        JsonObject bounds => bounds.All(bound => long.Parse(bound.Value!.ToString(), CultureInfo.InvariantCulture) is var at && bound.Key switch
        {
            "gte" => created >= at,
            "gt" => created > at,
            "lte" => created <= at,
            "lt" => created < at,
            _ => throw new StripeRefusal(400, "parameter_unknown", $"Received unknown parameter: created[{bound.Key}]"),
        }),
        _ => created.ToString(CultureInfo.InvariantCulture) == range.ToString(),
    };
}
