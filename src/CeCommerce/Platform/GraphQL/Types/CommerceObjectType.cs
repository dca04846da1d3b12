using System.Reflection;
using CeCommerce.Platform.GraphQL.Access;
using CeCommerce.Platform.GraphQL.Execution;
using CeCommerce.Platform.GraphQL.Paging;
using GraphQL;
using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>
/// A record or a class of static methods as GraphQL fields: described from doc comments, nullable as C# says, with <see cref="Caller"/>,
/// <see cref="Language"/>, <see cref="CommerceUserContext"/> and <see cref="PageArguments"/> as free parameters.
/// </summary>
internal class CommerceObjectType<T> : AutoRegisteringObjectGraphType<T>
{
    // The parameters of the method that CreateField is at.
    private readonly Dictionary<string, ArgumentInformation> _arguments = new(StringComparer.Ordinal);

    protected override void ConfigureGraph()
    {
        Name = GraphTypeName.Of(typeof(T));
        Description = Descriptions.Of(typeof(T));
        base.ConfigureGraph();
    }

    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        _arguments.Clear();
        if ((memberInfo is PropertyInfo property ? PropertyField(property) : base.CreateField(memberInfo)) is not { } field)
        {
            return null;
        }

        field.Name = WithoutAsync(field.Name, memberInfo);
        field.Description ??= Descriptions.Of(memberInfo);
        if (memberInfo is MethodInfo method)
        {
            Describe(field, method);
            if (EventStreamResolver.Fits(method))
            {
                field.StreamResolver = EventStreamResolver.For(method, _arguments);
            }
        }

        if (AccessRule.Of(field) is null && memberInfo.DeclaringType?.GetCustomAttribute<AccessAttribute>() is { } inherited)
        {
            inherited.Modify(field, isInputType: false);
        }

        LocalTextResolver.Wrap(field, memberInfo);
        return field;
    }

    protected override ArgumentInformation GetArgumentInformation<TParameter>(FieldType fieldType, ParameterInfo parameterInfo)
    {
        var argument = base.GetArgumentInformation<TParameter>(fieldType, parameterInfo);
        if (argument.Expression is null && Provided(typeof(TParameter)) is { } provide)
        {
            argument.SetDelegateWithCast(provide);
        }

        _arguments[parameterInfo.Name!] = argument;
        return argument;
    }

    /// <summary>As the base class makes it, but for the resolver, which compiles late.</summary>
    private FieldType? PropertyField(PropertyInfo property)
    {
        var field = new FieldType
        {
            Name = property.Name,
            DeprecationReason = property.GetCustomAttribute<ObsoleteAttribute>()?.Message,
            Type = GetTypeInformation(property).ConstructGraphType(),
            Resolver = new PropertyResolver(property, BuildMemberInstanceExpression(property)),
        };
        var ignored = false;
        foreach (var attribute in property.GetCustomAttributes<GraphQLAttribute>().OrderBy(attribute => attribute.Priority))
        {
            attribute.Modify(field, isInputType: false);
            attribute.Modify(field, isInputType: false, this, property, ref ignored);
        }

        return ignored ? null : field;
    }

    private static Func<IResolveFieldContext, object?>? Provided(Type type) =>
        type == typeof(Caller) ? field => CommerceUserContext.Of(field).Caller
        : type == typeof(Language) ? field => CommerceUserContext.Of(field).Language
        : type == typeof(CommerceUserContext) ? CommerceUserContext.Of
        : type == typeof(PageArguments) ? PageArguments.Read
        : null;

    private static string WithoutAsync(string name, MemberInfo member) =>
        member is MethodInfo && name.EndsWith("Async", StringComparison.Ordinal) ? name[..^"Async".Length] : name;

    private static void Describe(FieldType field, MethodInfo method)
    {
        foreach (var argument in field.Arguments ?? [])
        {
            var parameter = Array.Find(method.GetParameters(), p => p.Name == argument.Name);
            argument.Description ??= parameter is null ? null : Descriptions.Of(parameter);
        }

        if (Array.Exists(method.GetParameters(), parameter => parameter.ParameterType == typeof(PageArguments)))
        {
            PageArguments.Declare(field);
        }
    }
}
