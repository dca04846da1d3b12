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
    /// <summary>Characters of a number: twice what the largest scalar has.</summary>
    public const int LongestNumber = 40;

    private const int LongestName = 128;
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
                Most("DOCUMENT_TOO_LONG", "文字数", "characters", text.Length, limits.MaxCharacters);
                return;
            }

            if (++count > limits.MaxTokens)
            {
                throw TooBig("TOO_MANY_TOKENS", "トークン", "tokens", limits.MaxTokens);
            }

            RequireShort(token);

            position = token.End;
        }
    }

    /// <summary>No name of the schema and no number of a scalar comes near these lengths; comparing and converting longer ones would cost more than reading them.</summary>
    private static void RequireShort(Token token)
    {
        var length = token.End - token.Start;
        if (token.Kind is TokenKind.INT or TokenKind.FLOAT && length > LongestNumber)
        {
            throw Malformed($"数値は{LongestNumber}文字までです（{length}文字ありました）。", $"A number has at most {LongestNumber} characters; this one has {length}.");
        }

        if (token.Kind == TokenKind.NAME && length > LongestName)
        {
            throw Malformed($"名前は{LongestName}文字までです（{length}文字ありました）。", $"A name has at most {LongestName} characters; this one has {length}.");
        }
    }

    private static RequestRefused Malformed(string ja, string en) =>
        new(new RequestFault("REQUEST_MALFORMED", new LocalText(ja, en)) { HttpStatus = StatusCodes.Status400BadRequest });

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
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        Most("TOO_MANY_OPERATIONS", "操作", "operations", operations.Count, limits.MaxOperations);

        // First: what is within this limit cannot overflow the counts below.
        var selections = Math.Min(MostCounted, operations.Sum(operation => (long)shape.Selections(operation.SelectionSet)));
        Most("TOO_MANY_SELECTIONS", "選択（フラグメントは使うたびに数えます）", "selections, each use of a fragment counted", (int)selections, limits.MaxSelections);
        foreach (var operation in operations)
        {
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

    /// <summary>For a document whose fields could meet in more ways than are looked through.</summary>
    public static RequestRefused TooManyMeetings(int most) => TooBig(
        "TOO_MANY_SELECTIONS", "選択（同じ応答名のフィールドが出会う組み合わせを数えます）", "selections, each counted for every kind of object that it may meet others on", most);

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
