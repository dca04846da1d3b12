namespace CeCommerce.Platform.Pdf;

/// <summary>The Japanese font that a PDF carries parts of; it is the machine's, installed with Debian's package.</summary>
/// <param name="path">Null: where Debian puts it.</param>
internal sealed class JapaneseFont(string? path = null)
{
    public const string Package = "fonts-ipaexfont-gothic";
    private readonly string path = path ?? "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf";

    /// <summary>Null when the machine does not have it. Read anew each time: 6 MB are not worth keeping for a document now and then.</summary>
    public TrueTypeFont? Read()
    {
        try
        {
            return new TrueTypeFont(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
