using System.Security.Cryptography;
using System.Text;

namespace CeCommerce.Passports.PublicPage;

/// <summary>How the page looks: on a phone, on a desk, in the dark and on A4.</summary>
internal static class PassportStyle
{
    public const string Text =
        "@page{size:A4;margin:15mm}:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--mark:#0b5c3b;--back:#fff}"
        + "@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9aa4af;--line:#3d444d;--mark:#5fd39a;--back:#0d1117}}"
        + "@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#999;--mark:#000;--back:#fff}section{break-inside:avoid}}"
        + "body{margin:0 auto;max-width:52rem;padding:1rem;background:var(--back);color:var(--ink);font-family:system-ui,'Hiragino Sans','Noto Sans JP','IPAexGothic',sans-serif;line-height:1.6;overflow-wrap:anywhere}"
        + "h1{font-size:1.5rem;line-height:1.3;margin:.2rem 0}h2{font-size:1.15rem;margin:1.6rem 0 .4rem;border-bottom:1px solid var(--line)}"
        + "p{margin:.4rem 0}.soft{color:var(--soft)}nav{text-align:right}a{color:var(--mark)}dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.2rem 1rem;margin:.4rem 0}dt{color:var(--soft)}dd{margin:0}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}td.n,th.n{text-align:right;white-space:nowrap}td.d{white-space:nowrap}"
        + ".worth{font-size:1.4rem;font-weight:600}svg{display:block;width:100%;height:auto}svg text{fill:var(--soft);font-size:11px}svg line{stroke:var(--line)}svg circle{fill:var(--mark)}code{font-size:.85rem}img{background:#fff;padding:4px}";

    /// <summary>Nothing is loaded but its own pictures, and of styles only this one.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
}
