using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>What Stripe's form does in the buyer's app, with the client secret: it names a means of payment and confirms.</summary>
internal static class BuyersForm
{
    /// <param name="card">Stripe's test payment method, where a card is asked for.</param>
    /// <param name="pay">Whether a slip is paid at once.</param>
    public static void FillForm(this StripeStandIn stripe, string intent, string card = "pm_card_visa", bool pay = true) =>
        stripe.FillFormAsync(intent, card, pay).GetAwaiter().GetResult();

    public static async Task FillFormAsync(this StripeStandIn stripe, string intent, string card = "pm_card_visa", bool pay = true)
    {
        var type = stripe[intent]["allowed_payment_method_types"] is JsonArray { Count: 1 } only ? only[0]!.ToString() : "card";
        var status = stripe[intent].Text("status");
        if (status is "requires_payment_method" or "requires_confirmation")
        {
            using var http = new HttpClient { BaseAddress = stripe.Url };
            using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/payment_intents/{intent}/confirm") { Content = new FormUrlEncodedContent(Form(type, card)) };
            request.Headers.Authorization = new("Bearer", StripeStandIn.ApiKey);
            request.Headers.Add("Stripe-Version", StripeStandIn.ApiVersion);
            using var answer = await http.SendAsync(request);
        }

        if (!pay)
        {
            return;
        }

        switch (stripe[intent]["next_action"].Text("type"))
        {
            case "konbini_display_details":
                stripe.PayAtCounter(intent);
                break;
            case "redirect_to_url" or "use_stripe_sdk":
                stripe.Authenticate(intent);
                break;
            case "display_bank_transfer_instructions":
                stripe.FundBankTransfer(intent, stripe[intent]["amount"]!.GetValue<long>());
                break;
            default:
                break;
        }
    }

    private static Dictionary<string, string> Form(string type, string card) => type switch
    {
        "card" => new() { ["payment_method"] = card, ["return_url"] = "https://app.example/back" },
        "konbini" => new()
        {
            ["payment_method_data[type]"] = "konbini",
            ["payment_method_data[billing_details][name]"] = "山田花子",
            ["payment_method_data[billing_details][email]"] = "hanako@example.com",
            ["return_url"] = "https://app.example/back",
        },
        _ => new() { [$"payment_method_data[type]"] = type, ["return_url"] = "https://app.example/back" },
    };
}
