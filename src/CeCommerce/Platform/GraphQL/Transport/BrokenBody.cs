using Microsoft.AspNetCore.Connections;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>A request whose bytes are no request: what Kestrel throws at whoever reads the body.</summary>
internal static class BrokenBody
{
    /// <summary>Null when the failure is none of the client's: a bug, or a client that has left.</summary>
    public static int? StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        ConnectionResetException or ConnectionAbortedException => null,
        IOException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } or InvalidDataException { Source: "Microsoft.AspNetCore.WebUtilities" } => StatusCodes.Status400BadRequest,
        _ => null,
    };

    public static RequestFault Fault(int status) => new("REQUEST_MALFORMED", status == StatusCodes.Status408RequestTimeout
        ? new LocalText("リクエスト本体の受信に時間がかかりすぎました。", "The request body took too long to arrive.")
        : new LocalText("リクエスト本体が壊れています。", "The request body is broken."))
    {
        HttpStatus = status,
    };
}
