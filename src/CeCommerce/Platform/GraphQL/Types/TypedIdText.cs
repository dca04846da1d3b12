using System.Collections.Concurrent;
using System.Reflection;
using GraphQL;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>Turns typed identifiers into text and back where only the CLR type is known: in scalars and argument conversion.</summary>
internal static class TypedIdText
{
    private static readonly ConcurrentDictionary<Type, Kind> Kinds = new();

    private static readonly MethodInfo RegisterMethod = typeof(TypedIdText).GetMethod(nameof(Register), 1, [])!;

    public static bool IsTypedId(Type type) => type.IsValueType && Array.Exists(
        type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    public static void Register<TId>()
        where TId : struct, ITypedId<TId>
    {
        if (Kinds.TryAdd(typeof(TId), new Kind(id => TypedId.Format((TId)id), id => ((TId)id).Value, value => TId.From(value))))
        {
            ValueConverter.Register<string, TId>(Read<TId>);
        }
    }

    public static void Register(Type type)
    {
        if (!Kinds.ContainsKey(type))
        {
            RegisterMethod.MakeGenericMethod(type).Invoke(null, null);
        }
    }

    /// <summary>Null when the object is no typed identifier.</summary>
    public static string? Write(object id) => KindOf(id.GetType())?.Write(id);

    /// <summary>Null when the object is no typed identifier.</summary>
    public static Guid? Value(object id) => KindOf(id.GetType())?.Value(id);

    public static object From(Type type, Guid value) => KindOf(type)!.From(value);

    private static Kind? KindOf(Type type)
    {
        if (!Kinds.TryGetValue(type, out var kind) && IsTypedId(type))
        {
            Register(type);
            kind = Kinds[type];
        }

        return kind;
    }

    private static TId Read<TId>(string text)
        where TId : struct, ITypedId<TId> => TypedId.TryParse<TId>(text, out var id)
        ? id
        : throw InvalidId($"{TId.Prefix}_", text);

    public static RequestFault InvalidId(string expected, string text)
    {
        var shown = Excerpt.Of(text);
        return new RequestFault("INVALID_ID", new LocalText(
            $"「{shown}」は正しい識別子ではありません。{expected} に続く26文字の形で指定してください。",
            $"'{shown}' is not an identifier of the form {expected} and 26 characters."));
    }

    private sealed record Kind(Func<object, string> Write, Func<object, Guid> Value, Func<Guid, object> From);
}
