using System.Text.Json;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>How doors beside the GraphQL endpoint refuse a request: the fault's status, its code and the sentence in the caller's language.</summary>
internal static class FaultAnswer
{
    public static Task WriteAsync(HttpContext http, RequestFault fault)
    {
        http.Response.StatusCode = fault.HttpStatus ?? StatusCodes.Status401Unauthorized;
        if (http.Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        var language = RequestLanguage.Of(http.Request.Headers.AcceptLanguage);
        return http.Response.WriteAsJsonAsync(
            new { errors = new[] { new { code = fault.Code, message = fault.Text.In(language) } } }, JsonSerializerOptions.Web, http.RequestAborted);
    }

    /// <summary>A refusal as a fault of the request.</summary>
    public static RequestFault Of(IUserError error, int status) => new(error.Code, error.Message) { HttpStatus = status };
}
