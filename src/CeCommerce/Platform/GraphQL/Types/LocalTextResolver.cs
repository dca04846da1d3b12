using System.Reflection;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>Shows a <see cref="LocalText"/> as a String in the caller's language.</summary>
internal sealed class LocalTextResolver(IFieldResolver inner) : IFieldResolver
{
    public static void Wrap(FieldType field, MemberInfo member)
    {
        if ((member switch { PropertyInfo property => property.PropertyType, MethodInfo method => method.ReturnType, _ => null }) is { } type)
        {
            Wrap(field, type);
        }
    }

    /// <param name="field">The field to wrap, when it needs it.</param>
    /// <param name="type">What its resolver answers.</param>
    public static void Wrap(FieldType field, Type type)
    {
        if (Mentions(type))
        {
            field.Resolver = new LocalTextResolver(field.Resolver ?? NameFieldResolver.Instance);
        }
    }

    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var value = await inner.ResolveAsync(context);
        var language = CommerceUserContext.Of(context).Language;
        return value switch
        {
            LocalText text => text.In(language),
            IEnumerable<LocalText?> texts => texts.Select(text => text?.In(language)).ToArray(),
            _ => value,
        };
    }

    private static bool Mentions(Type type) =>
        type == typeof(LocalText) || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), Mentions)) || type.GetElementType() == typeof(LocalText);
}
