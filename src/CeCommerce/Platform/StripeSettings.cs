using System.Net;

namespace CeCommerce.Platform;

/// <summary>How Stripe is reached. Keys come from the environment alone and are written nowhere.</summary>
public sealed record StripeSettings
{
    public const string SecretKeyName = "CECOMMERCE_STRIPE_SECRET_KEY";
    public const string PublishableKeyName = "CECOMMERCE_STRIPE_PUBLISHABLE_KEY";
    public const string WebhookSecretsName = "CECOMMERCE_STRIPE_WEBHOOK_SECRETS";
    public const string UrlName = "CECOMMERCE_STRIPE_URL";

    /// <summary>A restricted or secret key of the platform's account: <c>rk_live_…</c>, <c>sk_test_…</c>.</summary>
    public required string SecretKey { get; init; }

    /// <summary>What apps open Stripe's form with: <c>pk_live_…</c>, <c>pk_test_…</c>.</summary>
    public required string PublishableKey { get; init; }

    /// <summary>Signing secrets of our endpoints: one for each, and during a change the old beside the new.</summary>
    public required IReadOnlyList<string> WebhookSecrets { get; init; }

    /// <summary>Where its API is, without a slash at the end; null for Stripe's own address.</summary>
    public string? Url { get; init; }

    /// <summary>How long one try of a request may take.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether money moves.</summary>
    public bool IsLive => IsLiveKey(SecretKey);

    /// <summary>Its keys are to stand in no log.</summary>
    public override string ToString() => IsLive ? "live" : "test";

    /// <summary>Null without a secret key; <paramref name="variable"/> answers null for what is not given.</summary>
    internal static Outcome<StripeSettings?> Read(Func<string, string?> variable, string environment)
    {
        if (variable(SecretKeyName) is not { } secret)
        {
            return (StripeSettings?)null;
        }

        if (!HasForm(secret, "sk", "rk"))
        {
            return Unreadable(SecretKeyName, "sk_test_… / rk_live_…");
        }

        if (variable(PublishableKeyName) is not { } publishable || !HasForm(publishable, "pk") || IsLiveKey(publishable) != IsLiveKey(secret))
        {
            return Unreadable(PublishableKeyName, IsLiveKey(secret) ? "pk_live_…" : "pk_test_…");
        }

        string[] secrets = [.. (variable(WebhookSecretsName) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (secrets is [] || secrets.Any(text => !text.StartsWith("whsec_", StringComparison.Ordinal)))
        {
            return Unreadable(WebhookSecretsName, "whsec_…,whsec_…");
        }

        var url = variable(UrlName);
        return url is not null && !IsAddress(url)
            ? Unreadable(UrlName, "https://api.stripe.com")
            : WrongMode(secret, url, environment) is { } wrong
                ? Outcome<StripeSettings?>.Refused(wrong)
                : new StripeSettings { SecretKey = secret, PublishableKey = publishable, WebhookSecrets = secrets, Url = url?.TrimEnd('/') };
    }

    private static UserError? WrongMode(string secret, string? url, string environment) => (IsLiveKey(secret), environment) switch
    {
        (false, var production) when production == Environments.Production => new TestKeyInProduction(),
        (true, var development) when development == Environments.Development || url is not null => new LiveKeyRefused(),
        _ => null,
    };

    private static bool IsLiveKey(string key) => key.Contains("_live_", StringComparison.Ordinal);

    private static bool HasForm(string key, params string[] kinds) => kinds.Any(kind =>
        key.StartsWith($"{kind}_live_", StringComparison.Ordinal) || key.StartsWith($"{kind}_test_", StringComparison.Ordinal));

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || IPAddress.TryParse(uri.Host, out _))));

    private static Outcome<StripeSettings?> Unreadable(string name, string example) =>
        Outcome<StripeSettings?>.Refused(new SettingUnreadable(name, new($"例: {example}", $"write it like {example}")));
}

/// <summary>Buyers would think that they had paid.</summary>
public sealed record TestKeyInProduction() : UserError(StripeSettings.SecretKeyName)
{
    public override string Code => "TEST_KEY_IN_PRODUCTION";

    public override LocalText Message => new(
        "本番環境では Stripe のテストキーは使えません。CECOMMERCE_STRIPE_SECRET_KEY に本番キー（rk_live_… または sk_live_…）を設定してください。",
        "A test key of Stripe moves no money, so production refuses it: set CECOMMERCE_STRIPE_SECRET_KEY to a live key (rk_live_… or sk_live_…).");
}

/// <summary>Trying things out would move somebody's money, and another address would be given a key that does.</summary>
public sealed record LiveKeyRefused() : UserError(StripeSettings.SecretKeyName)
{
    public override string Code => "LIVE_KEY_OUTSIDE_PRODUCTION";

    public override LocalText Message => new(
        "Stripe の本番キーは開発環境や CECOMMERCE_STRIPE_URL と一緒には使えません。テストキーを使うか、CECOMMERCE_STRIPE_URL を外してください。",
        "A live key of Stripe is refused in development and together with CECOMMERCE_STRIPE_URL: use a test key, or leave the address out.");
}

/// <summary>Nobody could say where the money went.</summary>
public sealed record TwoProcessors() : UserError("CECOMMERCE_SANDBOX_PAYMENTS")
{
    public override string Code => "TWO_PROCESSORS";

    public override LocalText Message => new(
        "CECOMMERCE_SANDBOX_PAYMENTS と CECOMMERCE_STRIPE_SECRET_KEY は同時に指定できません。どちらかを外してください。",
        "CECOMMERCE_SANDBOX_PAYMENTS and CECOMMERCE_STRIPE_SECRET_KEY cannot both be given: unset one of them.");
}
