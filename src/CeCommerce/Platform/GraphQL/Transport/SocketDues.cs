using CeCommerce.Platform.GraphQL.Limits;

namespace CeCommerce.Platform.GraphQL.Transport;

/// <summary>What a WebSocket owes to whoever pays for it: its address first, then the caller whom it names. Who has nothing left is closed.</summary>
/// <param name="buckets">Pay for messages.</param>
/// <param name="occupancy">Gives room.</param>
internal sealed class SocketDues(CostBuckets buckets, Occupancy occupancy, Payer payer, Place place) : IDisposable
{
    private readonly Lock _lock = new();
    private Payer _payer = payer;
    private Place _place = place;

    /// <summary>For a message, or a part of a long one. Operations pay their own cost.</summary>
    public void PayForPart()
    {
        try
        {
            buckets.Take(_payer, 1);
        }
        catch (RequestRefused)
        {
            throw new ProtocolBroken(Closing.TooBusy);
        }
    }

    /// <summary>The connection is that of this payer from now on.</summary>
    public void PassTo(Payer payer)
    {
        if (payer == _payer)
        {
            return;
        }

        var own = Room(() => occupancy.Enter(payer, Load.Connection));
        lock (_lock)
        {
            _place.Dispose();
            (_payer, _place) = (payer, own);
        }
    }

    /// <summary>Memory for a long message; negative when it is given back.</summary>
    public void Keep(long bytes)
    {
        lock (_lock)
        {
            if (bytes < 0)
            {
                _place.GiveBack(new(Bytes: -bytes));
                return;
            }

            Room(() =>
            {
                _place.Add(new(Bytes: bytes));
                return _place;
            });
        }
    }

    /// <summary>Room for an operation as long as it runs. Throws <see cref="RequestRefused"/>, since only the operation ends.</summary>
    public Place Enter(Load load) => occupancy.Enter(_payer, load);

    public void Dispose() => _place.Dispose();

    private static Place Room(Func<Place> take)
    {
        try
        {
            return take();
        }
        catch (RequestRefused)
        {
            throw new ProtocolBroken(Closing.NoRoom);
        }
    }
}
