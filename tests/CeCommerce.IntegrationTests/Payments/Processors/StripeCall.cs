using System.Globalization;
using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>A request as the stand-in reads it.</summary>
/// <param name="Form">Form body and query in one, nested as their names say.</param>
/// <param name="Account">The connected account on whose behalf it is made; null for the platform.</param>
internal sealed record StripeCall(string Method, string Path, JsonObject Form, string? Account, string? IdempotencyKey)
{
    /// <summary>What stood in the path where its template says <c>*</c>.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    public StripeUpload? Upload { get; init; }

    public string? this[string name] => Form.Text(name);

    public string Required(string name) =>
        this[name] ?? throw new StripeRefusal(400, "parameter_missing", $"Missing required param: {name}.") { Param = name };

    public long RequiredAmount => Amount() ?? throw new StripeRefusal(400, "parameter_missing", "Missing required param: amount.") { Param = "amount" };

    /// <summary>Minor units of a currency.</summary>
    public long? Amount(string name = "amount")
    {
        if (this[name] is not { } text)
        {
            return null;
        }

        return long.TryParse(text, CultureInfo.InvariantCulture, out var amount) && amount > 0
            ? amount
            : throw new StripeRefusal(400, "parameter_invalid_integer", "This value must be greater than or equal to 1.") { Param = name };
    }
}

/// <summary>A file in a request.</summary>
internal sealed record StripeUpload(string Name, string? Type, byte[] Content);

/// <summary>An answer, written down so that it can be given again.</summary>
internal sealed record StripeAnswer(int Status, string Body);

/// <summary>Stripe says no.</summary>
internal sealed class StripeRefusal(int status, string? code, string message) : Exception(message)
{
    public int Status => status;

    public string? Code => code;

    public string Type { get; init; } = "invalid_request_error";

    public string? Param { get; init; }

    public string? DeclineCode { get; init; }

    /// <summary>The intent in which a card was declined.</summary>
    public JsonObject? Intent { get; init; }

    public string? Charge { get; init; }

    /// <summary>Whether the endpoint had begun its work, so that the answer is kept under the idempotency key.</summary>
    public bool Kept => code is not ("parameter_missing" or "parameter_unknown" or "parameter_invalid_integer");

    public static StripeRefusal Missing(string kind, string id) => new(404, "resource_missing", $"No such {kind}: '{id}'") { Param = "id" };

    public StripeAnswer Answer()
    {
        var error = new JsonObject { ["message"] = Message, ["type"] = Type };
        foreach (var (name, value) in new[] { ("code", code), ("param", Param), ("decline_code", DeclineCode), ("charge", Charge) })
        {
            if (value is not null)
            {
                error[name] = value;
            }
        }

        if (Intent is not null)
        {
            error[Intent.Text("object")!] = Intent.DeepClone();
        }

        return new(status, new JsonObject { ["error"] = error }.ToJsonString());
    }
}
