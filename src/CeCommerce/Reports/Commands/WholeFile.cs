using CeCommerce.Platform;

namespace CeCommerce.Reports.Commands;

/// <summary>Writes a file that is there as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Null when it is there.</summary>
    public static async Task<ReportFileUnwritable?> WriteAsync(string path, Stream content, CancellationToken cancellationToken)
    {
        var beside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            await using (var file = File.Create(beside))
            {
                await content.CopyToAsync(file, cancellationToken);
            }

            File.Move(beside, path, overwrite: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(path, failure.Message);
        }
        finally
        {
            Remove(beside);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It was never made.
        }
    }
}

/// <summary>The file that a command was to write cannot be written.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Reason">What the system says.</param>
internal sealed record ReportFileUnwritable(string Path, string Reason) : UserError
{
    public override string Code => "REPORT_FILE_UNWRITABLE";

    public override LocalText Message => new(
        $"{Path} に書き込めません({Reason})。報告書は保存されているので、別の場所を指定してもう一度実行してください。",
        $"{Path} cannot be written: {Reason}. The report itself is kept; run the command again with another place.");
}
