namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>Why a WebSocket is closed: codes of the protocol graphql-transport-ws, and those of RFC 6455 below 2000.</summary>
internal sealed record Closing(int Code, string Reason)
{
    public static readonly Closing Idle = new(1000, "Nothing was asked for a while");
    public static readonly Closing GoingAway = new(1001, "Server is stopping");
    public static readonly Closing TooLarge = new(1009, "Message too big");
    public static readonly Closing NoRoom = new(1013, "Too many connections, or too much kept, for this caller");
    public static readonly Closing TooBusy = new(1013, "Too many messages for this caller");
    public static readonly Closing Invalid = new(4400, "Invalid message");
    public static readonly Closing Unauthorized = new(4401, "Unauthorized");
    public static readonly Closing Forbidden = new(4403, "Forbidden");
    public static readonly Closing TokenExpired = new(4403, "Access token expired");
    public static readonly Closing InitTimeout = new(4408, "Connection initialisation timeout");
    public static readonly Closing TooManyInits = new(4429, "Too many initialisation requests");
}

/// <summary>The client broke the protocol; the connection ends with the code.</summary>
internal sealed class ProtocolBroken(Closing closing) : Exception(closing.Reason)
{
    public Closing Closing => closing;
}
