using CeCommerce.Import.Writing;
using CeCommerce.Platform;

namespace CeCommerce.Import.Commands;

/// <summary>A report while it is written: beside its name, which it takes at the end, so that nobody reads half of one.</summary>
internal sealed class ReportFile
{
    private readonly string _path;
    private readonly string? _part;

    private ReportFile(string path, string? part, Stream stream) => (_path, _part, Stream) = (path, part, stream);

    public Stream Stream { get; }

    /// <summary>Refuses with <see cref="ReportIsInput"/> or <see cref="StockFileUnreadable"/>.</summary>
    public static Outcome<ReportFile> Open(string path, ReadOnlySpan<string> inputs)
    {
        try
        {
            var real = RealPath(path);
            foreach (var input in inputs)
            {
                if (RealPath(input) is var read && (read == real || read == real + ".part"))
                {
                    return new ReportIsInput(path, input);
                }
            }

            if (File.Exists(real) && new FileStream(real, FileMode.Open, FileAccess.Write) is var existing)
            {
                // A pipe or a terminal has no name to take.
                if (!existing.CanSeek)
                {
                    return new ReportFile(real, null, existing);
                }

                existing.Dispose();
            }

            return new ReportFile(real, real + ".part", File.Create(real + ".part"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new StockFileUnreadable(path, failure.Message);
        }
    }

    public void Keep()
    {
        if (_part is not null)
        {
            File.Move(_part, _path, overwrite: true);
        }
    }

    /// <summary>Leaves nothing of a report that was not kept.</summary>
    public void Drop()
    {
        if (_part is not null)
        {
            File.Delete(_part);
        }
    }

    /// <summary>Where a path leads, through links of the file and of every directory above it.</summary>
    private static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        var here = Path.Combine(RealPath(parent), Path.GetFileName(full));
        if (!Path.Exists(here))
        {
            return here;
        }

        var link = Directory.Exists(here) ? Directory.ResolveLinkTarget(here, returnFinalTarget: false) : File.ResolveLinkTarget(here, returnFinalTarget: false);
        return link is null || link.FullName == here ? here : RealPath(link.FullName);
    }
}

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
