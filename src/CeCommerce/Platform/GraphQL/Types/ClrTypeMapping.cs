using GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Types;

/// <summary>The one table of which CLR type is shown as which graph type.</summary>
internal sealed class ClrTypeMapping(GraphQLParts parts) : IGraphTypeMappingProvider
{
    private static readonly Dictionary<Type, Type> Scalars = new()
    {
        [typeof(DateOnly)] = typeof(DateScalar),
        [typeof(DateTimeOffset)] = typeof(DateTimeScalar),
        [typeof(long)] = typeof(LongScalar),
        [typeof(LocalText)] = typeof(StringGraphType),
        [typeof(Guid)] = typeof(GlobalIdType),
    };

    public Type? GetGraphTypeFromClrType(Type clrType, bool isInputType, Type? preferredType)
    {
        if (preferredType is not null || Scalars.TryGetValue(clrType, out preferredType))
        {
            return preferredType;
        }

        if (TypedIdText.IsTypedId(clrType))
        {
            TypedIdText.Register(clrType);
            return typeof(GlobalIdType);
        }

        return clrType == typeof(DateTime)
            ? throw new InvalidOperationException("A schema has no use for DateTime: a moment is a DateTimeOffset, a day a DateOnly.")
            : Composite(clrType, isInputType);
    }

    private Type? Composite(Type clrType, bool isInputType)
    {
        if (clrType == typeof(Money))
        {
            return isInputType ? typeof(MoneyInputType) : typeof(MoneyType);
        }

        if (clrType.IsEnum)
        {
            return typeof(CommerceEnumType<>).MakeGenericType(clrType);
        }

        if (SchemaTypes.BuiltInScalarMappings.ContainsKey(clrType))
        {
            return null;
        }

        return isInputType ? typeof(CommerceInputType<>).MakeGenericType(clrType) : Output(clrType);
    }

    private Type Output(Type clrType) => parts.Outputs.TryGetValue(clrType, out var declared) ? declared
        : clrType == typeof(IUserError) ? typeof(UserErrorInterface)
        : typeof(UserError).IsAssignableFrom(clrType) && clrType.IsSealed ? typeof(UserErrorType<>).MakeGenericType(clrType)
        : clrType.IsInterface ? typeof(AutoRegisteringInterfaceGraphType<>).MakeGenericType(clrType)
        : typeof(CommerceObjectType<>).MakeGenericType(clrType);
}
