using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>Parses, measures and validates each document once. The text itself is the key: one schema lives as long as the process.</summary>
internal sealed class DocumentCache(CommerceSchema schema, GraphQLLimits limits) : IDisposable
{
    /// <summary>How often a selection may be looked at for what it could meet; documents of people stay at two.</summary>
    private const int MostMeetings = 10;

    private const int CharactersPerUnit = 256;

    /// <summary>Places that one error names.</summary>
    private const int MostLocations = 4;

    // The first of them sees each node before the others do. What the fields of one name may be is judged by FieldMerging.
    private static readonly IValidationRule[] Rules =
        [new FirstErrors(), .. DocumentValidator.CoreRules.Where(rule => rule is not OverlappingFieldsCanBeMerged)];

    private readonly TextCache<PreparedDocument> _documents = new(limits);
    private readonly DocumentValidator _validator = new();

    /// <summary>Reading and validating takes about as long as the units of so many objects, whatever it says.</summary>
    public long CostOf(string text) => Math.Min(limits.MaxCost, text.Length / CharactersPerUnit);

    /// <summary>Whether preparing the text again costs nothing.</summary>
    public bool Knows(string text) => _documents.Find(text) is not null;

    public async ValueTask<PreparedDocument> PrepareAsync(string text)
    {
        if (_documents.Find(text) is { } known)
        {
            return known;
        }

        var document = Parse(text);
        DocumentShape.Check(document, limits);
        await ValidateAsync(document);
        var operations = new List<PreparedOperation>();
        var prepared = new PreparedDocument(document, operations);
        operations.AddRange(document.Definitions.OfType<GraphQLOperationDefinition>()
            .Select(operation => new PreparedOperation(prepared, operation, CostPlan.Of(operation, document, schema, limits))));
        _documents.Keep(text, text, prepared);
        return prepared;
    }

    public void Dispose() => _documents.Dispose();

    private GraphQLDocument Parse(string text)
    {
        try
        {
            DocumentShape.CheckTokens(text, limits);
            return Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments });
        }
        catch (GraphQLSyntaxErrorException syntax)
        {
            throw new RequestRefused([At(syntax)]);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw PreparedDocument.Refused("TOO_DEEP", "ドキュメントの入れ子が深すぎます。", "The document is nested too deeply to be read.");
        }
    }

    private static RequestFault At(GraphQLSyntaxErrorException syntax)
    {
        var error = new RequestFault("SYNTAX_ERROR", new LocalText(
            $"GraphQL の構文エラー（{syntax.Location.Line}行{syntax.Location.Column}文字目）: {syntax.Description}",
            $"GraphQL syntax error at line {syntax.Location.Line}, column {syntax.Location.Column}: {syntax.Description}"));
        error.AddLocation(syntax.Location);
        return error;
    }

    private async ValueTask ValidateAsync(GraphQLDocument document)
    {
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault() ?? throw PreparedDocument.Refused(
            "OPERATION_MISSING", "ドキュメントに操作がありません。", "The document contains no operation.");
        var options = new ValidationOptions
        {
            Schema = schema,
            Document = document,
            Operation = operation,
            Rules = Rules,
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
        };

        // Without the text an error does not count the lines before it; those that are told do so afterwards.
        var text = document.Source;
        document.Source = default;
        IEnumerable<ValidationError> found;
        try
        {
            found = (await _validator.ValidateAsync(options)).Errors.OfType<ValidationError>();
        }
        catch (FirstErrors.Enough enough)
        {
            found = enough.Errors;
        }

        document.Source = text;

        // Without the request's variables only the rules can be judged; what is said about values comes again when they are known.
        RequireNone([.. found.Where(error => error is not (InvalidVariableError or InvalidValueError or InvalidLiteralError)).Take(FirstErrors.Most).Select(error => Located(error, text))]);
        var (conflict, _) = FieldMerging.Check(document, schema, limits.MaxSelections * MostMeetings);
        RequireNone(conflict is null ? [] : [conflict]);
    }

    private static ValidationError Located(ValidationError error, ROM text) =>
        new(text, error.Number, error.Message, [.. error.Nodes.Take(MostLocations)]);

    private static void RequireNone(ValidationError[] errors)
    {
        if (errors.Length > 0)
        {
            throw new RequestRefused(errors);
        }
    }
}
