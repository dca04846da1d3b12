using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace CeCommerce.Platform.GraphQL.Documents;

/// <summary>Parses, measures and validates each document once. The text itself is the key: one schema lives as long as the process.</summary>
internal sealed class DocumentCache(CommerceSchema schema, GraphQLLimits limits) : IDisposable
{
    private readonly TextCache<PreparedDocument> _documents = new(limits);
    private readonly DocumentValidator _validator = new();

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
        var result = await _validator.ValidateAsync(new ValidationOptions
        {
            Schema = schema,
            Document = document,
            Operation = operation,
            Rules = DocumentValidator.CoreRules,
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
        });

        // Without the request's variables only the rules can be judged; what is said about values comes again when they are known.
        ExecutionError[] broken = [.. result.Errors.Where(error => error is ValidationError and not (InvalidVariableError or InvalidValueError or InvalidLiteralError))];
        if (broken.Length > 0)
        {
            throw new RequestRefused(broken);
        }
    }
}
