using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace CeCommerce.Search.Lucene;

/// <summary>Hands finished terms to Lucene: the text is analysed by our own code, the same for every engine.</summary>
internal sealed class TermStream : TokenStream
{
    private readonly ICharTermAttribute _term;
    private int _next;

    public TermStream() => _term = AddAttribute<ICharTermAttribute>();

    public List<string> Terms { get; } = [];

    public override bool IncrementToken()
    {
        if (_next == Terms.Count)
        {
            return false;
        }

        ClearAttributes();
        _term.SetEmpty().Append(Terms[_next++]);
        return true;
    }

    public override void Reset()
    {
        base.Reset();
        _next = 0;
    }
}
