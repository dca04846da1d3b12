using BitFaster.Caching.Lru;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>
/// A token bucket for each caller, in this process's memory: a burst of <c>BucketSize</c>, then so much a second. All consumers of an app
/// draw from a larger one of that app as well, since an app can name as many consumers as it likes.
/// </summary>
internal sealed class CostBuckets(GraphQLLimits limits, TimeProvider time)
{
    private const int Callers = 20_000;
    private const double PartLeftByEvents = 0.1;
    private readonly ConcurrentLru<string, Bucket> _buckets = new(Callers);

    /// <summary>Takes the cost and returns what is left; refuses with 429 and the seconds to wait when there is not enough.</summary>
    public long Take(Payer payer, long cost)
    {
        if (cost > limits.MaxCost)
        {
            throw new RequestRefused(new RequestFault("TOO_COSTLY", new LocalText(
                $"この操作のコストは{cost}で、上限の{limits.MaxCost}を超えています。first を小さくするか、操作を分けてください。",
                $"This operation costs {cost}, more than the {limits.MaxCost} one may; ask for smaller pages or split it."))
            {
                HttpStatus = StatusCodes.Status400BadRequest,
            });
        }

        return TryTake(payer, cost, out var left, out var lacking) ? left : throw TooMany(lacking!, cost, left);
    }

    /// <summary>
    /// Takes the cost of an event as soon as there is enough for it: a listener without means hears of less, and of the newest. A tenth of
    /// the bucket is left, since what a caller asks for goes before what it listens to.
    /// </summary>
    public async Task PayAsync(Payer payer, long cost, CancellationToken cancellation)
    {
        while (cost > 0 && !TryTake(payer, cost, out var left, out var lacking, PartLeftByEvents))
        {
            await Task.Delay(TimeSpan.FromSeconds(Wait(lacking!, cost, left)), cancellation);
        }
    }

    /// <summary>Takes what an operation cost beyond its plan, even below nothing: it has run already. Returns what is left.</summary>
    public long Settle(Payer payer, long cost)
    {
        if (payer.App is { } app)
        {
            BucketOf(app, limits.ConsumersPerApp).Owe(cost, time);
        }

        return BucketOf(payer.Name, 1).Owe(cost, time);
    }

    private bool TryTake(Payer payer, long cost, out long left, out Bucket? lacking, double partToLeave = 0)
    {
        var own = BucketOf(payer.Name, 1);
        lacking = own.Take(cost, time, out left, partToLeave) ? null : own;
        if (lacking is null && payer.App is { } app && BucketOf(app, limits.ConsumersPerApp) is var shared && !shared.Take(cost, time, out var leftOfApp, partToLeave))
        {
            own.GiveBack(cost);
            (lacking, left) = (shared, leftOfApp);
        }

        return lacking is null;
    }

    private Bucket BucketOf(string name, long times) => _buckets.GetOrAdd(
        name,
        static (_, of) => new Bucket(of.limits.BucketSize * of.times, of.limits.BucketRefillPerSecond * of.times, of.time.GetTimestamp()),
        (limits, times, time));

    private static int Wait(Bucket bucket, long cost, long left) => (int)Math.Max(1, (cost - left + bucket.RefillPerSecond - 1) / bucket.RefillPerSecond);

    private static RequestRefused TooMany(Bucket bucket, long cost, long left)
    {
        var wait = Wait(bucket, cost, left);
        return new RequestRefused(new RequestFault("RATE_LIMITED", new LocalText(
            $"呼び出しが多すぎます。{wait}秒後にもう一度お試しください（コスト{cost}、残り{Math.Max(0, left)}、上限{bucket.Size}）。",
            $"Too many requests: this one costs {cost}, {Math.Max(0, left)} of {bucket.Size} are left; try again in {wait} seconds."))
        {
            HttpStatus = StatusCodes.Status429TooManyRequests,
            RetryAfterSeconds = wait,
        });
    }

    private sealed class Bucket(long size, long refillPerSecond, long at)
    {
        private readonly Lock _lock = new();
        private double _level = size;
        private long _at = at;

        public long Size => size;

        public long RefillPerSecond => refillPerSecond;

        public void GiveBack(long cost)
        {
            lock (_lock)
            {
                _level = Math.Min(size, _level + cost);
            }
        }

        public bool Take(long cost, TimeProvider time, out long left, double partToLeave)
        {
            lock (_lock)
            {
                Refill(time);
                var enough = _level >= cost + Math.Min(size * partToLeave, size - cost);
                _level -= enough ? cost : 0;
                left = (long)_level;
                return enough;
            }
        }

        /// <summary>A debt is never larger than the bucket, so that it is paid off in the time of one refill.</summary>
        public long Owe(long cost, TimeProvider time)
        {
            lock (_lock)
            {
                Refill(time);
                _level = Math.Max(-size, _level - cost);
                return Math.Max(0, (long)_level);
            }
        }

        private void Refill(TimeProvider time)
        {
            var now = time.GetTimestamp();
            _level = Math.Min(size, _level + (time.GetElapsedTime(_at, now).TotalSeconds * refillPerSecond));
            _at = now;
        }
    }
}
