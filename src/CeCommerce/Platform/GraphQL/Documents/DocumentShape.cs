using CeCommerce.Platform.GraphQL.Limits;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>
/// Refuses documents that are too big before anything costly is done with them. Fragments are measured once and remembered, so that
/// fragments inside fragments cannot make the measuring itself explode.
/// </summary>
internal sealed class DocumentShape : ASTVisitor<DocumentShape.Tally>
{
    private static readonly string[] IntrospectionLists = ["fields", "inputFields", "interfaces", "possibleTypes"];

    /// <summary>Above every limit, and far enough below overflow that a document's worth of it can be added up.</summary>
    private const int MostCounted = 1_000_000_000;

    private static readonly DocumentShape Counter = new();
    private readonly GraphQLDocument _document;
    private readonly Dictionary<string, int> _fragmentDepths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _fragmentWidths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _fragmentSelections = new(StringComparer.Ordinal);

    private DocumentShape(GraphQLDocument? document = null) => _document = document!;

    /// <summary>Counts tokens without keeping them; a document over the limit is never parsed.</summary>
    public static void CheckTokens(string text, GraphQLLimits limits)
    {
        var (position, count) = (0, 0);
        while (true)
        {
            var token = Lexer.Lex(text, position);
            if (token.Kind == TokenKind.EOF)
            {
                return;
            }

            if (++count > limits.MaxTokens)
            {
                throw TooBig("TOO_MANY_TOKENS", "トークン", "tokens", limits.MaxTokens);
            }

            position = token.End;
        }
    }

    public static void Check(GraphQLDocument document, GraphQLLimits limits)
    {
        var tally = new Tally();
        Counter.VisitAsync(document, tally).AsTask().GetAwaiter().GetResult();
        Most("TOO_MANY_ALIASES", "エイリアス", "aliases", tally.Aliases, limits.MaxAliases);
        Most("TOO_MANY_DIRECTIVES", "ディレクティブ", "directives", tally.Directives, limits.MaxDirectives);
        if (tally.HasUnstorableText)
        {
            throw new RequestRefused(Unstorable());
        }

        var shape = new DocumentShape(document);
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            // First: what is within this limit cannot overflow the counts below.
            Most("TOO_MANY_SELECTIONS", "選択（フラグメントは使うたびに数えます）", "selections, each use of a fragment counted", shape.Selections(operation.SelectionSet), limits.MaxSelections);
            Most("TOO_MANY_ROOT_FIELDS", "ルートフィールド", "root fields", shape.Width(operation.SelectionSet), limits.MaxRootFields);
            Most("TOO_DEEP", "階層", "levels", shape.Depth(operation.SelectionSet, 0), limits.MaxDepth);
        }
    }

    public static RequestFault Unstorable() => new("INVALID_CHARACTER", new LocalText(
        "文字列に使えない文字（NUL または不正なサロゲート）が含まれています。", "A string contains NUL or half of a surrogate pair, which no text may hold."))
    {
        HttpStatus = StatusCodes.Status400BadRequest,
    };

    protected override ValueTask VisitFieldAsync(GraphQLField field, Tally context)
    {
        context.Aliases += field.Alias is null ? 0 : 1;
        return base.VisitFieldAsync(field, context);
    }

    protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Tally context)
    {
        context.Directives++;
        return base.VisitDirectiveAsync(directive, context);
    }

    protected override ValueTask VisitStringValueAsync(GraphQLStringValue stringValue, Tally context)
    {
        context.HasUnstorableText |= !StorableText.Is(stringValue.Value.Span);
        return default;
    }

    private int Depth(GraphQLSelectionSet? set, int introspectionLists)
    {
        var deepest = 0;
        foreach (var selection in set?.Selections ?? [])
        {
            deepest = Math.Max(deepest, selection switch
            {
                GraphQLField field => DepthOf(field, introspectionLists),
                GraphQLInlineFragment inline => Depth(inline.SelectionSet, introspectionLists),
                GraphQLFragmentSpread spread => FragmentDepth(spread.FragmentName.Name.StringValue, introspectionLists),
                _ => 0,
            });
        }

        return deepest;
    }

    private int DepthOf(GraphQLField field, int introspectionLists)
    {
        var name = field.Name.StringValue;
        if (name is "__schema" or "__type")
        {
            // Tools ask for types nine levels deep; what multiplies there is lists inside lists, and that is what is limited.
            Depth(field.SelectionSet, introspectionLists: 1);
            return 1;
        }

        if (introspectionLists > 0 && IntrospectionLists.Contains(name, StringComparer.Ordinal) && ++introspectionLists > 3)
        {
            throw TooBig("TOO_DEEP", "イントロスペクションのリストの入れ子", "nested introspection lists", 2);
        }

        return 1 + Depth(field.SelectionSet, introspectionLists);
    }

    private int FragmentDepth(string name, int introspectionLists)
    {
        var key = introspectionLists == 0 ? name : $"{name} {introspectionLists}";
        if (!_fragmentDepths.TryGetValue(key, out var depth))
        {
            // Cycles end here with zero and are refused by validation.
            _fragmentDepths[key] = 0;
            depth = Depth(_document.FindFragmentDefinition(name)?.SelectionSet, introspectionLists);
            _fragmentDepths[key] = depth;
        }

        return depth;
    }

    /// <summary>Every field and fragment that execution has to look at for one object of each kind.</summary>
    private int Selections(GraphQLSelectionSet? set)
    {
        var count = 0L;
        foreach (var selection in set?.Selections ?? [])
        {
            count += 1 + selection switch
            {
                GraphQLField field => Selections(field.SelectionSet),
                GraphQLInlineFragment inline => Selections(inline.SelectionSet),
                GraphQLFragmentSpread spread => FragmentSelections(spread.FragmentName.Name.StringValue),
                _ => 0,
            };
        }

        return (int)Math.Min(count, MostCounted);
    }

    private int FragmentSelections(string name)
    {
        if (!_fragmentSelections.TryGetValue(name, out var count))
        {
            _fragmentSelections[name] = 0;
            count = Selections(_document.FindFragmentDefinition(name)?.SelectionSet);
            _fragmentSelections[name] = count;
        }

        return count;
    }

    private int Width(GraphQLSelectionSet? set) => set?.Selections.Sum(selection => selection switch
    {
        GraphQLInlineFragment inline => Width(inline.SelectionSet),
        GraphQLFragmentSpread spread => FragmentWidth(spread.FragmentName.Name.StringValue),
        _ => 1,
    }) ?? 0;

    private int FragmentWidth(string name)
    {
        if (!_fragmentWidths.TryGetValue(name, out var width))
        {
            _fragmentWidths[name] = 0;
            width = Width(_document.FindFragmentDefinition(name)?.SelectionSet);
            _fragmentWidths[name] = width;
        }

        return width;
    }

    private static void Most(string code, string ja, string en, int count, int most)
    {
        if (count > most)
        {
            throw TooBig(code, ja, en, most, count);
        }
    }

    private static RequestRefused TooBig(string code, string ja, string en, int most, int? count = null)
    {
        var (foundJa, foundEn) = count is null ? ("それを超えています", "it has more") : ($"{count}ありました", $"it has {count}");
        return new RequestRefused(new RequestFault(code, new LocalText(
            $"ドキュメントの{ja}は{most}までです（{foundJa}）。", $"A document may have at most {most} {en}; {foundEn}."))
        {
            HttpStatus = StatusCodes.Status400BadRequest,
        });
    }

    internal sealed class Tally : IASTVisitorContext
    {
        public int Aliases { get; set; }

        public int Directives { get; set; }

        public bool HasUnstorableText { get; set; }

        public CancellationToken CancellationToken => CancellationToken.None;
    }
}
