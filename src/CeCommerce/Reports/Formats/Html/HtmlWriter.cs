using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CeCommerce.Reports.Formats.Html;

/// <summary>Writes HTML that is XML too: what is opened is closed, every text and attribute is encoded. Holds what was written since the last flush.</summary>
internal sealed class HtmlWriter(Stream output)
{
    private const int Flushed = 64 * 1024;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ArrayBufferWriter<byte> _written = new(2 * Flushed);

    /// <summary>Opens an element; disposing of what comes back closes it.</summary>
    /// <param name="attributes">Those with a null value are left out.</param>
    public Element In(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        Markup(">");
        return new(this, name);
    }

    public void Put(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (In(name, attributes))
            Text(text);
    }

    /// <summary>An element that has no content by its nature, such as <c>meta</c> or <c>rect</c>.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        Markup("/>");
    }

    public void Text(string text) => Markup(Encoder.Encode(text));

    /// <summary>As it stands, unencoded: never text of anybody's.</summary>
    public void Markup(string markup) => Encoding.UTF8.GetBytes(markup.AsSpan(), _written);

    /// <summary>Hands on what was written when it is worth it.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => _written.WrittenCount < Flushed ? default : FlushAllAsync(cancellationToken);

    public async ValueTask FlushAllAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_written.WrittenMemory, cancellationToken);
        _written.ResetWrittenCount();
    }

    private void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Markup("<");
        Markup(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is null)
                continue;
            Markup(" ");
            Markup(attribute);
            Markup("=\"");
            Text(value);
            Markup("\"");
        }
    }

    internal readonly struct Element(HtmlWriter html, string name) : IDisposable
    {
        public void Dispose()
        {
            html.Markup("</");
            html.Markup(name);
            html.Markup(">");
        }
    }
}
