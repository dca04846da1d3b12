using GraphQL.Execution;

namespace CeCommerce.Platform.GraphQL.Execution;

/// <summary>A bug is logged once, here; the caller only learns the trace id.</summary>
internal static partial class MaskedError
{
    public const string Code = "INTERNAL";

    public static LocalText Text(string traceId) => new(
        $"サーバー内部でエラーが発生しました。解決しない場合は、この番号を添えてお問い合わせください: {traceId}",
        $"Something went wrong on our side. If it persists, contact us with this number: {traceId}");

    /// <summary>For a bug outside of any field, such as in a transport.</summary>
    public static RequestRefused Log(Exception bug, string traceId, ILogger log)
    {
        Failed(log, bug, "(request)", traceId);
        return new RequestRefused([new UnhandledError("The request failed.", bug)]) { HttpStatus = StatusCodes.Status500InternalServerError };
    }

    public static Task LogAsync(UnhandledExceptionContext context, ILogger log)
    {
        var (field, traceId) = (context.FieldContext?.FieldDefinition.Name ?? "(document)", (context.ExecutionOptions.UserContext as CommerceUserContext)?.TraceId ?? "");
        if (TemporaryFault.Of(context.OriginalException) is not { } passes)
        {
            Failed(log, context.OriginalException, field, traceId);
            return Task.CompletedTask;
        }

        if (passes.Code == TemporaryFault.Lost)
        {
            LostDatabase(log, context.OriginalException, field, traceId);
        }

        context.Exception = passes;
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "GraphQL field {Field} failed, trace {TraceId}")]
    private static partial void Failed(ILogger log, Exception exception, string field, string traceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database was lost under GraphQL field {Field}, trace {TraceId}")]
    private static partial void LostDatabase(ILogger log, Exception exception, string field, string traceId);
}
