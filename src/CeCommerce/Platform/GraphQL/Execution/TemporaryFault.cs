using CeCommerce.Platform.Database;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>What is no bug and passes by itself: nothing was done, and the same request is worth sending again.</summary>
internal static class TemporaryFault
{
    public const string Code = "TRY_AGAIN";

    private static readonly LocalText Text = new(
        "ほかの処理と重なったため、この操作は行われませんでした。もう一度お試しください。",
        "Something else was in the way and nothing was done. Send the request again.");

    /// <summary>Null when it is something else.</summary>
    public static RequestFault? Of(Exception error) =>
        PassingFailure.IsCauseOf(error) ? new RequestFault(Code, Text) { RetryAfterSeconds = 1 } : null;
}
