using System.Diagnostics.CodeAnalysis;

namespace CeCommerce.Platform;

/// <summary>
/// A refusal that the caller can act on. Implemented by records, one per kind, whose own properties carry the data
/// that a client needs to react; shown in the <c>errors</c> of a mutation's payload.
/// </summary>
public interface IUserError
{
    /// <summary>Stable machine-readable code in SCREAMING_SNAKE_CASE; never reworded.</summary>
    string Code { get; }

    /// <summary>What went wrong and what to do, in a sentence.</summary>
    LocalText Message { get; }

    /// <summary>Where in the input, outermost field first (<c>["input", "price"]</c>); empty when it concerns the whole.</summary>
    IReadOnlyList<string> Path { get; }
}

/// <summary>Base of every refusal record: the path is shared, code and message belong to the kind.</summary>
public abstract record UserError(params string[] At) : IUserError
{
    public abstract string Code { get; }

    public abstract LocalText Message { get; }

    public IReadOnlyList<string> Path => At;
}

/// <summary>Either a value or a refusal; callers write <c>if (outcome.Error is { } error) return error;</c>.</summary>
public readonly struct Outcome<T>
{
    private Outcome(T? value, IUserError? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    public IUserError? Error { get; }

    /// <summary>True when there is a value; tells the compiler which of the two is there.</summary>
    public bool Try([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out IUserError? error)
    {
        (value, error) = (Value, Error);
        return Error is null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(UserError error) => new(default, error);

    /// <summary>For refusals held by interface, which C# does not convert implicitly.</summary>
    public static Outcome<T> Refused(IUserError error) => new(default, error);
}
