using System.Security.Cryptography;
using System.Text;

namespace CeCommerce.Platform.Hosting;

/// <summary>A page without scripts, for phones and desks alike.</summary>
internal static class PlainPage
{
    private const string Style =
        "body{margin:0 auto;max-width:46rem;padding:1rem;font-family:sans-serif;line-height:1.6;overflow-wrap:anywhere}h1{font-size:1.4rem;line-height:1.3}"
        + "dt{margin-top:.8rem;font-weight:bold}dd{margin:0}[lang=en]{color:#555}button,input{font:inherit;min-height:2.75rem;margin:.3rem 0;padding:0 1rem}";

    /// <summary>Nothing is loaded, and of styles only its own.</summary>
    public static string Policy { get; } = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'";

    /// <param name="title">HTML, as the other.</param>
    public static string Of(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{Style}</style></head>
        <body>
        {body}
        </body></html>
        """;
}
