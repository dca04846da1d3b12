using CeCommerce.Platform.Events;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.Tests.Platform;

/// <summary>What waits for one listener is bounded, and nobody who listens to many things misses one without hearing of it.</summary>
public sealed class EventListenerTests
{
    private readonly EventListeners _all = new(new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>());
    private readonly Guid _operator = Guid.CreateVersion7();

    [Fact]
    public async Task Of_lines_about_one_thing_the_newest_is_kept_and_each_thing_comes_in_its_turn()
    {
        using var listener = _all.Add(new(Topic.OfOperator(_operator), static _ => true, "own"));
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Tell(one, "order.placed");
        Tell(other, "order.placed");
        Tell(one, "order.paid");
        Assert.True(await listener.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal((one, "order.paid"), Taken(listener));
        Assert.Equal((other, "order.placed"), Taken(listener));
        Assert.Null(listener.Take());
        Assert.False(listener.Missed);
    }

    [Fact]
    public async Task Who_lets_too_much_wait_gets_what_was_kept_and_then_hears_that_some_was_missed()
    {
        using var listener = _all.Add(new(Topic.OfOperator(_operator), static _ => true, "own"));
        for (var told = 0; told <= EventListener.MostWaiting; told++)
        {
            Tell(Guid.CreateVersion7(), "order.placed");
        }

        var taken = 0;
        while (await listener.WaitAsync(TestContext.Current.CancellationToken))
        {
            Taken(listener);
            taken++;
        }

        Assert.Equal((EventListener.MostWaiting, true), (taken, listener.Missed));
    }

    [Fact]
    public void A_line_reaches_those_who_listen_to_its_thing_its_operator_its_app_and_everything()
    {
        var subject = Guid.CreateVersion7();
        EventListener[] reached = [.. Listeners([Topic.OfSubject(subject), Topic.OfOperator(_operator), Topic.OfApp("app"), Topic.Everything])];
        EventListener[] passed = [.. Listeners([Topic.OfSubject(_operator), Topic.OfOperator(subject), Topic.OfApp("other app")])];
        Tell(subject, "order.placed");
        Assert.All(reached, listener => Assert.NotNull(listener.Take()));
        Assert.All(passed, listener => Assert.Null(listener.Take()));
    }

    private IEnumerable<EventListener> Listeners(IEnumerable<Topic> topics) => topics.Select(topic => _all.Add(new(topic, static _ => true, topic)));

    private void Tell(Guid subject, string kind) =>
        _all.Tell(new(new(1), kind, subject, _operator, "{}", DateTimeOffset.UnixEpoch) { ClientId = "app" });

    private static (Guid Subject, string Kind) Taken(EventListener listener)
    {
        var heard = listener.Take()!;
        heard.Leave();
        return (heard.Line.SubjectId, heard.Line.Kind);
    }
}
