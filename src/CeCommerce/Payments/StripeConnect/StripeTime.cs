namespace CeCommerce.Payments.StripeConnect;

/// <summary>Moments as Stripe's library gives them: in UTC, without saying so.</summary>
internal static class StripeTime
{
    public static DateTimeOffset At(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
