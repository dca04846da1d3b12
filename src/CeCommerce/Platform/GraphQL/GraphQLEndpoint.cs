using CeCommerce.Platform.GraphQL.Explorer;
using CeCommerce.Platform.GraphQL.Transport;

namespace CeCommerce.Platform.GraphQL;

/// <summary>Where the schema is served.</summary>
public static class GraphQLEndpoint
{
    /// <summary>POST and GET requests, server-sent events and WebSockets on one path; the explorer for browsers on the same, its files below it.</summary>
    public static IEndpointConventionBuilder MapGraphQLEndpoint(this IEndpointRouteBuilder endpoints, string path = "/graphql", bool hasExplorer = true)
    {
        // Made now, so that a broken schema stops the start instead of the first request.
        _ = endpoints.ServiceProvider.GetRequiredService<CommerceSchema>();
        var http = endpoints.ServiceProvider.GetRequiredService<HttpTransport>();
        var sockets = endpoints.ServiceProvider.GetRequiredService<WebSocketTransport>();
        var pipeline = endpoints.CreateApplicationBuilder()
            .UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        pipeline.Run(context => context.WebSockets.IsWebSocketRequest ? sockets.AcceptAsync(context)
            : hasExplorer && IsBrowser(context.Request) ? ExplorerFiles.PageAsync(context, context.Request.PathBase + path)
            : AnswerAsync(context, http));
        if (hasExplorer)
        {
            endpoints.MapGet(path + "/explorer/{file}", (RequestDelegate)ExplorerFiles.FileAsync);
        }

        return endpoints.Map(path, pipeline.Build()).WithDisplayName("GraphQL");
    }

    private static bool IsBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.QueryString.HasValue && MediaTypes.PrefersHtml(request.Headers.Accept);

    private static Task AnswerAsync(HttpContext context, HttpTransport http)
    {
        var method = context.Request.Method;
        var answer = MediaTypes.Wanted(context.Request.Headers.Accept);
        if (!HttpMethods.IsPost(method) && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            context.Response.Headers.Allow = "GET, POST";
            return HttpTransport.RefuseAsync(context, MethodNotAllowed());
        }

        if (answer == Answer.None)
        {
            return HttpTransport.RefuseAsync(context, NotAcceptable());
        }

        return http.AnswerAsync(context, answer);
    }

    private static RequestFault MethodNotAllowed() => new("METHOD_NOT_ALLOWED", new LocalText("POST または GET で送ってください。", "Send POST or GET."))
    {
        HttpStatus = StatusCodes.Status405MethodNotAllowed,
    };

    private static RequestFault NotAcceptable() => new("NOT_ACCEPTABLE", new LocalText(
        "Accept には application/json、application/graphql-response+json、text/event-stream のいずれかを UTF-8 で指定してください。",
        "Accept application/json, application/graphql-response+json or text/event-stream, in UTF-8."))
    {
        HttpStatus = StatusCodes.Status406NotAcceptable,
    };
}
