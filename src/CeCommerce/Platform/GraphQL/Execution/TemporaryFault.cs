using CeCommerce.Platform.Database;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>What is no bug and passes by itself: the same request, with the same idempotency key, is worth sending again.</summary>
internal static class TemporaryFault
{
    /// <summary>Nothing was done.</summary>
    public const string Code = "TRY_AGAIN";

    /// <summary>The database was lost on the way; whether anything was done the same key tells.</summary>
    public const string Lost = "SERVICE_UNAVAILABLE";

    private static readonly LocalText InTheWay = new(
        "ほかの処理と重なったため、この操作は行われませんでした。もう一度お試しください。",
        "Something else was in the way and nothing was done. Send the request again.");

    private static readonly LocalText NoDatabase = new(
        "データベースに一時的に接続できません。操作が行われたかどうかは、同じ冪等キーで同じリクエストを送り直すと分かります。",
        "The database cannot be reached for the moment. Send the same request again, with the same idempotency key: whether it was done will be answered then.");

    /// <summary>Null when it is something else.</summary>
    public static RequestFault? Of(Exception error)
    {
        if (PassingFailure.IsCauseOf(error))
        {
            return new RequestFault(Code, InTheWay) { RetryAfterSeconds = 1 };
        }

        return PassingFailure.IsLostConnection(error) ? new RequestFault(Lost, NoDatabase) { RetryAfterSeconds = 2 } : null;
    }
}
