namespace CeCommerce.Platform.Idempotency;

/// <summary>The idempotency key was used before with another content.</summary>
/// <param name="IdempotencyKey">The key that was sent.</param>
public sealed record IdempotencyKeyReused(string IdempotencyKey, params string[] At) : UserError(At)
{
    public override string Code => "IDEMPOTENCY_KEY_REUSED";

    public override LocalText Message => new(
        "この冪等キーは別の内容のリクエストですでに使われています。新しいキーで送信してください。",
        "This idempotency key was already used for a request with other content. Send a new key for a new request.");
}

/// <summary>The first request with this key has not finished yet.</summary>
/// <param name="IdempotencyKey">The key that was sent.</param>
public sealed record RequestStillRunning(string IdempotencyKey, params string[] At) : UserError(At)
{
    public override string Code => "REQUEST_STILL_RUNNING";

    public override LocalText Message => new(
        "同じ冪等キーのリクエストを処理中です。少し待って同じキーで再送してください。",
        "A request with this idempotency key is still running. Wait a moment and send the same key again.");
}

/// <summary>The idempotency key is missing, too long or not printable.</summary>
public sealed record IdempotencyKeyInvalid(params string[] At) : UserError(At)
{
    public override string Code => "IDEMPOTENCY_KEY_INVALID";

    public override LocalText Message => new(
        "冪等キーは印字可能な ASCII 8〜128 文字で指定してください（UUID を推奨）。",
        "An idempotency key is 8 to 128 printable ASCII characters; a fresh UUID for each request is best.");
}
