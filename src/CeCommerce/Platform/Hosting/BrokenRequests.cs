using CeCommerce.Platform.GraphQL.Transport;

namespace CeCommerce.Platform.Hosting;

/// <summary>
/// Answers broken bodies of every endpoint that has no better words for them. Risen to Kestrel they would be logged as errors of ours with a
/// stack, as many as anybody cares to send.
/// </summary>
internal static class BrokenRequests
{
    public static IApplicationBuilder UseBrokenRequests(this IApplicationBuilder app) => app.Use(AnswerAsync);

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception broken) when (BrokenBody.StatusOf(broken) is { } status && !http.Response.HasStarted)
        {
            var fault = BrokenBody.Fault(status);
            http.Response.StatusCode = status;
            http.Response.Headers.Connection = "close";
            await http.Response.WriteAsJsonAsync(
                new { errors = new[] { new { code = fault.Code, message = fault.Text.In(RequestLanguage.Of(http.Request.Headers.AcceptLanguage)) } } }, http.RequestAborted);
        }
    }
}
