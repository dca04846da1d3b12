using GraphQL;
using GraphQL.Validation;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>What an error says to the caller: a code and a sentence, without our inner names and without repeating what was sent.</summary>
internal readonly record struct ErrorText(string Code, string Message)
{
    // How GraphQL.NET tells the types of C# in the few conversions that our scalars leave to it.
    private static readonly string[] InnerNames = ["System.", "CeCommerce.", "GraphQL.", "Microsoft.", "Npgsql.", "`"];

    private static readonly LocalText WrongKind = new("値の種類が違います。", "The value is not of the kind that is wanted here.");

    public static ErrorText Of(ExecutionError error, Language language) =>
        (error as RequestFault ?? error.InnerException as RequestFault) is { } fault
            ? new ErrorText(fault.Code!, Excerpt.OfSentence(fault.Text.In(language)))
            : new ErrorText(CodeOf(error), Sentence(error.Message, language));

    private static string Sentence(string message, Language language)
    {
        var shown = Excerpt.OfSentence(message);
        return Array.Exists(InnerNames, name => shown.Contains(name, StringComparison.Ordinal)) ? WrongKind.In(language) : shown;
    }

    private static string CodeOf(ExecutionError error) => error switch
    {
        InvalidVariableError or InvalidValueError or InvalidLiteralError => "INVALID_VALUE",
        ValidationError => "VALIDATION_FAILED",
        _ => error.Code ?? "REQUEST_MALFORMED",
    };
}
