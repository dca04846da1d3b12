using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CeCommerce.Platform.GraphQL.Documents;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Limits;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Writes results as JSON straight from the execution tree, Japanese as it is, errors in the caller's language and without inner details.</summary>
internal static class ResultWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? _spare;

    public static void Write(IBufferWriter<byte> output, OperationOutcome outcome, Language language, GraphQLLimits limits, string traceId) =>
        Use(output, (outcome, language, limits, traceId), static (json, state) => Result(json, state.outcome, state.language, state.limits, state.traceId));

    public static void WriteErrors(IBufferWriter<byte> output, IReadOnlyList<ExecutionError> errors, Language language, string traceId) =>
        Use(output, (errors, language, traceId), static (json, state) =>
        {
            json.WriteStartObject();
            Errors(json, state.errors, state.language, state.traceId);
            json.WriteEndObject();
        });

    /// <summary>The bare list of errors, as graphql-transport-ws wants them.</summary>
    public static void ErrorList(Utf8JsonWriter json, IReadOnlyList<ExecutionError> errors, Language language, string traceId)
    {
        json.WriteStartArray();
        foreach (var error in errors)
        {
            Error(json, error, language, traceId);
        }

        json.WriteEndArray();
    }

    public static void Result(Utf8JsonWriter json, OperationOutcome outcome, Language language, GraphQLLimits limits, string traceId)
    {
        json.WriteStartObject();
        var result = outcome.Result;
        if (result.Errors is { Count: > 0 } errors)
        {
            // Of what did not run, each value may be wrong; of what did, each error stands for a null that has to be explained.
            Errors(json, [.. result.Executed ? errors : errors.Take(FirstErrors.Most)], language, traceId);
        }

        if (result.Executed)
        {
            json.WritePropertyName("data"u8);
            Node(json, result.Data as ExecutionNode);
        }

        if (outcome.Cost > 0)
        {
            Cost(json, outcome, limits);
        }

        json.WriteEndObject();
    }

    public static void Use<TState>(IBufferWriter<byte> output, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var json = _spare ?? new Utf8JsonWriter(output, Options);
        _spare = null;
        json.Reset(output);
        write(json, state);
        json.Flush();
        _spare = json;
    }

    private static void Cost(Utf8JsonWriter json, OperationOutcome outcome, GraphQLLimits limits)
    {
        json.WriteStartObject("extensions"u8);
        json.WriteStartObject("cost"u8);
        json.WriteNumber("requested"u8, outcome.Cost);
        json.WriteNumber("remaining"u8, outcome.Left);
        json.WriteNumber("limit"u8, limits.BucketSize);
        json.WriteNumber("restoredPerSecond"u8, limits.BucketRefillPerSecond);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Node(Utf8JsonWriter json, ExecutionNode? node)
    {
        switch (node)
        {
            case ObjectExecutionNode { SubFields: { } fields }:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    json.WritePropertyName(field.Name!);
                    Node(json, field);
                }

                json.WriteEndObject();
                break;
            case ArrayExecutionNode { Items: { } items }:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Node(json, item);
                }

                json.WriteEndArray();
                break;
            case ArrayExecutionNode { SerializedResult: { } scalars }:
                Value(json, scalars);
                break;
            case ValueExecutionNode value:
                Value(json, value.Result);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case IDictionary<string, object?> map: Map(json, map); break;
            case IEnumerable items: List(json, items); break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void Map(Utf8JsonWriter json, IDictionary<string, object?> map)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map)
        {
            json.WritePropertyName(name);
            Value(json, value);
        }

        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            Value(json, item);
        }

        json.WriteEndArray();
    }

    private static void Errors(Utf8JsonWriter json, IReadOnlyList<ExecutionError> errors, Language language, string traceId)
    {
        json.WritePropertyName("errors"u8);
        ErrorList(json, errors, language, traceId);
    }

    private static void Error(Utf8JsonWriter json, ExecutionError error, Language language, string traceId)
    {
        var fault = error as RequestFault ?? error.InnerException as RequestFault;
        var isBug = fault is null && error is UnhandledError;
        json.WriteStartObject();
        var said = isBug ? new ErrorText(MaskedError.Code, MaskedError.Text(traceId).In(language)) : ErrorText.Of(error, language);
        json.WriteString("message"u8, said.Message);
        if (error.Locations is { Count: > 0 } locations)
        {
            json.WriteStartArray("locations"u8);
            foreach (var location in locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line"u8, location.Line);
                json.WriteNumber("column"u8, location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            json.WritePropertyName("path"u8);
            List(json, path);
        }

        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, said.Code);
        if (fault?.RetryAfterSeconds is { } wait)
        {
            json.WriteNumber("retryAfter"u8, wait);
        }

        if (isBug)
        {
            json.WriteString("traceId"u8, traceId);
        }
        else if (fault is null && error is ValidationError { Number: { } rule })
        {
            json.WriteString("rule"u8, rule);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
