using CeCommerce.Platform;

namespace CeCommerce.Reports.Formats.Pdf;

/// <summary>A PDF carries a Japanese font, and the server has none.</summary>
/// <param name="Package">Debian's package that has it.</param>
internal sealed record ReportFontMissing(string Package, params string[] At) : UserError(At)
{
    public override string Code => "REPORT_FONT_MISSING";

    public override LocalText Message => new(
        $"日本語フォントがサーバーにないためPDFを作成できません。パッケージ {Package} をインストールするか、別の形式を選んでください。",
        $"The server has no Japanese font, so it cannot make a PDF. Install the package {Package}, or choose another format.");
}
