using GraphQL;

namespace CeCommerce.Platform;

/// <summary>A fault of the request itself: a top-level GraphQL error with a stable <c>extensions.code</c>, never a payload error.</summary>
public sealed class RequestFault : ExecutionError
{
    public RequestFault(string code, LocalText text)
        : base(text.En)
    {
        Code = code;
        Text = text;
    }

    /// <summary>The sentence in both languages; the transport writes the caller's.</summary>
    public LocalText Text { get; }

    /// <summary>Only for faults that the transport finds before anything ran; 200 or 400 otherwise.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>After how many seconds it is worth asking again.</summary>
    public int? RetryAfterSeconds { get; init; }
}
