using CeCommerce.Platform;

namespace CeCommerce.Operators;

/// <summary>Operators are public by law; who may change one is part of the query.</summary>
internal static class OperatorVisibility
{
    public static IQueryable<Operator> ChangeableBy(this IQueryable<Operator> operators, Caller caller)
    {
        if (caller.Role == Role.Platform)
        {
            return operators;
        }

        OperatorId? own = caller is { Role: Role.Operator, OperatorId: { } tenant } ? OperatorId.From(tenant) : null;
        return operators.Where(x => own != null && x.Id == own);
    }
}
