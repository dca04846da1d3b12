using CeCommerce.Platform;

namespace CeCommerce.Import.Commands;

/// <summary>The report would be written over what is being read.</summary>
/// <param name="Report">The report's name as given.</param>
/// <param name="Input">The file that it is.</param>
public sealed record ReportIsInput(string Report, string Input) : UserError("--report")
{
    public override string Code => "REPORT_IS_INPUT";

    public override LocalText Message => new(
        $"レポートの書き込み先 {Report} は、読み込むファイル {Input} です。--report に別の名前を指定してください。",
        $"The report {Report} would be written over the file {Input}. Give --report another name.");
}
