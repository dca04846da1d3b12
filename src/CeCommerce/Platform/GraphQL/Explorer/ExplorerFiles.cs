using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;

namespace CeCommerce.Platform.GraphQL.Explorer;

/// <summary>GraphiQL for browsers, out of the assembly itself: works without any network but this server.</summary>
internal static class ExplorerFiles
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, (string Resource, string Type)> Files = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["graphiql.min.js"] = ("vendor.graphiql.min.js.gz", "text/javascript; charset=utf-8"),
        ["graphiql.min.css"] = ("vendor.graphiql.min.css.gz", "text/css; charset=utf-8"),
        ["react.production.min.js"] = ("vendor.react.production.min.js.gz", "text/javascript; charset=utf-8"),
        ["react-dom.production.min.js"] = ("vendor.react-dom.production.min.js.gz", "text/javascript; charset=utf-8"),
        ["explorer.js"] = ("explorer.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static async Task PageAsync(HttpContext http, string endpoint)
    {
        using var reader = new StreamReader(Open("index.html"), Encoding.UTF8);
        var page = await reader.ReadToEndAsync(http.RequestAborted);
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.Vary = "Accept";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(
            page.Replace("{endpoint}", endpoint, StringComparison.Ordinal).Replace("{base}", endpoint + "/explorer", StringComparison.Ordinal),
            http.RequestAborted);
    }

    public static async Task FileAsync(HttpContext http)
    {
        if (!Files.TryGetValue((string)http.Request.RouteValues["file"]!, out var file))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = file.Type;
        http.Response.Headers.CacheControl = "max-age=3600";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await using var stored = Open(file.Resource);
        if (!file.Resource.EndsWith(".gz", StringComparison.Ordinal))
        {
            await stored.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        else if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            await stored.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        else
        {
            await using var plain = new GZipStream(stored, CompressionMode.Decompress);
            await plain.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }

    private static Stream Open(string name) =>
        typeof(ExplorerFiles).Assembly.GetManifestResourceStream("explorer/" + name)
        ?? throw new InvalidOperationException($"The explorer's file {name} is missing from the assembly.");
}
