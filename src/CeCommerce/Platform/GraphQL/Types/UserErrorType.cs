using System.Reflection;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>The interface UserError: what every refusal of a mutation shows.</summary>
internal sealed class UserErrorInterface : InterfaceGraphType<IUserError>
{
    public UserErrorInterface()
    {
        Name = "UserError";
        Description = "A refusal that the caller can act on. Kinds of refusal add their own fields.";
        foreach (var field in UserErrorFields.All())
        {
            field.Resolver = null;
            AddField(field);
        }
    }
}

/// <summary>One kind of refusal; its own properties stand beside the shared ones.</summary>
internal sealed class UserErrorType<T> : CommerceObjectType<T>
    where T : UserError
{
    public UserErrorType()
    {
        Interface<UserErrorInterface>();
        foreach (var field in UserErrorFields.All())
        {
            AddField(field);
        }
    }

    /// <summary>A text of a refusal is mostly what was given, and that may be of any length.</summary>
    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        var field = base.CreateField(memberInfo);
        if (field is not null && memberInfo is PropertyInfo { PropertyType: var type }
            && (type == typeof(string) || typeof(IEnumerable<string>).IsAssignableFrom(type)))
        {
            field.Resolver = new ExcerptResolver(field.Resolver!);
        }

        return field;
    }

    protected override IEnumerable<MemberInfo> GetRegisteredMembers() => base.GetRegisteredMembers().Where(member => member.Name is not (
        nameof(UserError.Code) or nameof(UserError.Message) or nameof(UserError.Path) or nameof(UserError.At)) && member is PropertyInfo);
}

internal static class UserErrorFields
{
    public static IEnumerable<FieldType> All() =>
    [
        Field<NonNullGraphType<StringGraphType>>("code", "Stable machine-readable code in SCREAMING_SNAKE_CASE.", (error, _) => error.Code),
        Field<NonNullGraphType<StringGraphType>>(
            "message", "What went wrong and what to do, in the language of the request.", (error, language) => Excerpt.OfSentence(error.Message.In(language))),
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>(
            "path", "Where in the input, outermost field first; empty when it concerns the whole.", (error, _) => error.Path),
    ];

    private static FieldType Field<TGraph>(string name, string description, Func<IUserError, Language, object> read)
        where TGraph : IGraphType => new()
        {
            Name = name,
            Description = description,
            Type = typeof(TGraph),
            Resolver = new global::GraphQL.Resolvers.FuncFieldResolver<object>(
                field => read((IUserError)field.Source!, CommerceUserContext.Of(field).Language)),
        };
}
