using System.Linq.Expressions;
using System.Reflection;
using CeCommerce.Platform.GraphQL.Types;

namespace CeCommerce.Platform.GraphQL.Paging;

/// <summary>One key of an order: how to sort by it, and how to say "after this value" in a way that both EF Core and a list understand.</summary>
internal abstract class KeysetKey<T>
{
    public abstract Type Type { get; }

    public abstract object? Read(T row);

    public abstract IOrderedQueryable<T> Sort(IQueryable<T> rows, bool isFirst, bool backward);

    /// <summary>The row stands strictly after the value in the direction of travel; null when nothing can.</summary>
    public abstract Expression? After(ParameterExpression row, object? value, bool backward);

    /// <summary>The row stands at or after the value: implied by the rest, but one range that an index can start from. Null where nulls could stand.</summary>
    public abstract Expression? AtOrAfter(ParameterExpression row, object? value, bool backward);

    public abstract Expression Same(ParameterExpression row, object? value);
}

internal sealed class KeysetKey<T, TKey>(Expression<Func<T, TKey>> selector, bool descending) : KeysetKey<T>
{
    // EF Core reads the kind of a comparison and ignores its method, so a comparison that C# has no operator for (typed ids, text)
    // still becomes plain SQL; over a list in memory the method is what runs.
    private static readonly MethodInfo GreaterMethod = typeof(KeysetKey<T, TKey>).GetMethod(nameof(Greater), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo LessMethod = typeof(KeysetKey<T, TKey>).GetMethod(nameof(Less), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo AtLeastMethod = typeof(KeysetKey<T, TKey>).GetMethod(nameof(AtLeast), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo AtMostMethod = typeof(KeysetKey<T, TKey>).GetMethod(nameof(AtMost), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo EqualMethod = typeof(KeysetKey<T, TKey>).GetMethod(nameof(Equal), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly Comparer<TKey> Order = TypedIdText.IsTypedId(typeof(TKey))
        ? Comparer<TKey>.Create((left, right) => TypedIdText.Value(left!)!.Value.CompareTo(TypedIdText.Value(right!)!.Value))
        : Comparer<TKey>.Default;

    private static readonly bool IsNullable = Nullable.GetUnderlyingType(typeof(TKey)) is not null;

    private readonly Func<T, TKey> _read = selector.Compile();

    public override Type Type => typeof(TKey);

    public override object? Read(T row) => _read(row);

    public override IOrderedQueryable<T> Sort(IQueryable<T> rows, bool isFirst, bool backward)
    {
        // Nulls stand last in either order; the extra key is only there where null can be.
        if (!IsNullable)
        {
            return By(rows, selector, isFirst, descending ^ backward);
        }

        var isNull = Expression.Lambda<Func<T, bool>>(Expression.Equal(selector.Body, Expression.Constant(null, typeof(TKey))), selector.Parameters);
        return By(By(rows, isNull, isFirst, backward), selector, isFirst: false, descending ^ backward);
    }

    public override Expression? After(ParameterExpression row, object? value, bool backward)
    {
        var key = Key(row);
        var isNull = IsNullable ? Expression.Equal(key, Expression.Constant(null, typeof(TKey))) : null;
        if (value is null)
        {
            return backward && isNull is not null ? Expression.Not(isNull) : null;
        }

        var after = descending ^ backward
            ? Expression.LessThan(key, Parameter(value), liftToNull: false, LessMethod)
            : Expression.GreaterThan(key, Parameter(value), liftToNull: false, GreaterMethod);
        return isNull is null ? after
            : backward ? Expression.AndAlso(Expression.Not(isNull), after)
            : Expression.OrElse(isNull, after);
    }

    public override Expression? AtOrAfter(ParameterExpression row, object? value, bool backward) => IsNullable || value is null ? null
        : descending ^ backward ? Expression.LessThanOrEqual(Key(row), Parameter(value), liftToNull: false, AtMostMethod)
        : Expression.GreaterThanOrEqual(Key(row), Parameter(value), liftToNull: false, AtLeastMethod);

    public override Expression Same(ParameterExpression row, object? value) => value is null
        ? Expression.Equal(Key(row), Expression.Constant(null, typeof(TKey)))
        : Expression.Equal(Key(row), Parameter(value), liftToNull: false, EqualMethod);

    private static bool Greater(TKey left, TKey right) => Order.Compare(left, right) > 0;

    private static bool Less(TKey left, TKey right) => Order.Compare(left, right) < 0;

    private static bool AtLeast(TKey left, TKey right) => Order.Compare(left, right) >= 0;

    private static bool AtMost(TKey left, TKey right) => Order.Compare(left, right) <= 0;

    private static bool Equal(TKey left, TKey right) => EqualityComparer<TKey>.Default.Equals(left, right);

    private static IOrderedQueryable<T> By<TSort>(IQueryable<T> rows, Expression<Func<T, TSort>> by, bool isFirst, bool down)
    {
        if (rows is EnumerableQuery<T> && typeof(TSort) == typeof(TKey))
        {
            var order = (IComparer<TSort>)(object)Order;
            return (isFirst, down) switch
            {
                (true, true) => rows.OrderByDescending(by, order),
                (true, false) => rows.OrderBy(by, order),
                (false, true) => ((IOrderedQueryable<T>)rows).ThenByDescending(by, order),
                (false, false) => ((IOrderedQueryable<T>)rows).ThenBy(by, order),
            };
        }

        return (isFirst, down) switch
        {
            (true, true) => rows.OrderByDescending(by),
            (true, false) => rows.OrderBy(by),
            (false, true) => ((IOrderedQueryable<T>)rows).ThenByDescending(by),
            (false, false) => ((IOrderedQueryable<T>)rows).ThenBy(by),
        };
    }

    private Expression Key(ParameterExpression row) => new Replace(selector.Parameters[0], row).Visit(selector.Body);

    // A field of an object instead of a constant, so that EF Core sends a parameter and keeps one plan for all pages.
    private static MemberExpression Parameter(object value) =>
        Expression.Field(Expression.Constant(new Box { Value = (TKey)value }), nameof(Box.Value));

    private sealed class Box
    {
        public required TKey Value;
    }

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
