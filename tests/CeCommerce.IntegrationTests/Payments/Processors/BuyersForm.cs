using System.Text.Json.Nodes;

namespace CeCommerce.IntegrationTests.Payments.Processors;

/// <summary>Buyers who do all that is theirs to do.</summary>
internal static class BuyersForm
{
    /// <summary>Fills in Stripe's form and does what is asked for then, until the money is held or paid; a card that is refused is the end.</summary>
    /// <param name="card">Stripe's test payment method, where a card is asked for.</param>
    public static void Pay(this StripeStandIn stripe, string intent, string card = "pm_card_visa")
    {
        if (stripe[intent].Text("status") is "requires_payment_method" or "requires_confirmation" && stripe.FillFormFor(intent, card) is not null)
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
                stripe.FundBankTransfer(intent, stripe[intent].Number("amount"));
                break;
            default:
                break;
        }
    }

    /// <summary>Has a card saved: fills in Stripe's form and authenticates; answers why it was refused.</summary>
    public static string? Save(this StripeStandIn stripe, string setup, string card = "pm_card_visa")
    {
        if (stripe[setup].Text("status") == "requires_payment_method" && stripe.FillForm(setup, card) is { } refused)
        {
            return refused;
        }

        if (stripe[setup].Text("status") == "requires_action")
        {
            stripe.Authenticate(setup);
        }

        return null;
    }

    /// <summary>Fills in Stripe's form for the means of payment that the intent allows; answers why it was refused.</summary>
    public static string? FillFormFor(this StripeStandIn stripe, string intent, string card = "pm_card_visa") =>
        stripe.FillForm(intent, stripe[intent]["allowed_payment_method_types"] is JsonArray { Count: 1 } only && only[0]!.ToString() is not "card" and var type ? type : card);
}
