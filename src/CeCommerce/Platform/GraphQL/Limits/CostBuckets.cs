using BitFaster.Caching.Lru;

namespace CeCommerce.Platform.GraphQL.Limits;

/// <summary>A token bucket for each caller, in this process's memory: a burst of <c>BucketSize</c>, then so much a second.</summary>
internal sealed class CostBuckets(GraphQLLimits limits, TimeProvider time)
{
    private const int Callers = 20_000;
    private readonly ConcurrentLru<string, Bucket> _buckets = new(Callers);

    /// <summary>Takes the cost and returns what is left; refuses with 429 and the seconds to wait when there is not enough.</summary>
    public long Take(string caller, long cost)
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

        var bucket = _buckets.GetOrAdd(caller, static (_, own) => new Bucket(own.limits.BucketSize, own.time.GetTimestamp()), (limits, time));
        return bucket.Take(cost, limits, time, out var left) ? left : throw TooMany(cost, left);
    }

    private RequestRefused TooMany(long cost, long left)
    {
        var wait = (int)Math.Max(1, (cost - left + limits.BucketRefillPerSecond - 1) / limits.BucketRefillPerSecond);
        return new RequestRefused(new RequestFault("RATE_LIMITED", new LocalText(
            $"呼び出しが多すぎます。{wait}秒後にもう一度お試しください（コスト{cost}、残り{left}、上限{limits.BucketSize}）。",
            $"Too many requests: this one costs {cost}, {left} of {limits.BucketSize} are left; try again in {wait} seconds."))
        {
            HttpStatus = StatusCodes.Status429TooManyRequests,
            RetryAfterSeconds = wait,
        });
    }

    private sealed class Bucket(double level, long at)
    {
        private readonly Lock _lock = new();
        private double _level = level;
        private long _at = at;

        public bool Take(long cost, GraphQLLimits limits, TimeProvider time, out long left)
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                _level = Math.Min(limits.BucketSize, _level + (time.GetElapsedTime(_at, now).TotalSeconds * limits.BucketRefillPerSecond));
                _at = now;
                var enough = _level >= cost;
                _level -= enough ? cost : 0;
                left = (long)_level;
                return enough;
            }
        }
    }
}
