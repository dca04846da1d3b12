using CeCommerce.IntegrationTests.Orders;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform.Database;
using CeCommerce.Tests.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace CeCommerce.IntegrationTests.Payments;

/// <summary>The books in a database that nobody else posts into, beside books on paper.</summary>
public sealed class RandomBooksTests(OrderShop shop) : IClassFixture<OrderShop>
{
    [Fact]
    public async Task Ten_thousand_random_steps_leave_the_balances_that_paper_would_say()
    {
        var (steps, paper, page) = (new RandomSteps(7, 40, shop.Clock.GetUtcNow()), new PlainBooks(), new WaitingSteps(shop));
        var asked = 0;
        for (var i = 0; i < 10_000; i++)
        {
            switch (steps.Next())
            {
                case PostStep(var movement):
                    await page.AddAsync(movement, null);
                    paper.Post(movement);
                    break;
                case ResolveStep(var resolution):
                    await page.AddAsync(null, resolution);
                    paper.Resolve(resolution);
                    break;
                case ExpireStep:
                    await page.WriteAsync();
                    shop.Clock.SetUtcNow(steps.Now);
                    await shop.On((BooksUpkeep upkeep) => i % 2 == 0 ? upkeep.RunAsync(default) : upkeep.ExpireAsync(default));
                    paper.Expire(steps.Now);
                    break;
                case AskStep(var account, var asOf) when asked++ % 4 == 0:
                    await page.WriteAsync();
                    Assert.Equal(paper.BalanceOf(account, asOf), await BalanceOf(account, asOf));
                    break;
            }
        }

        await page.WriteAsync();
        shop.Clock.SetUtcNow(steps.Now);
        await shop.On((BooksUpkeep upkeep) => upkeep.RunAsync(default));
        paper.Expire(steps.Now);
        foreach (var account in steps.Accounts)
        {
            Assert.Equal(paper.BalanceOf(account, new(steps.Now)), await BalanceOf(account, new(steps.Now)));
        }

        Assert.InRange((long)(await shop.Scalar("SELECT count(*) FROM payments.day_sums"))!, 100, 100_000);
        Assert.Empty(await shop.In(services => new BooksCheck(services.GetRequiredService<CommerceDatabase>(), shop.Clock).FlawsAsync(default)));
    }

    private Task<Balance> BalanceOf(Account account, AsOf asOf) => shop.On((CommerceDatabase database) => database.BalanceAsync(account, asOf, default));

    /// <summary>Steps that are written together, as long as none of them depends on which of two comes first.</summary>
    private sealed class WaitingSteps(OrderShop shop)
    {
        private const int Most = 100;

        private readonly List<Movement> _movements = [];
        private readonly List<Resolution> _resolutions = [];

        public async Task AddAsync(Movement? movement, Resolution? resolution)
        {
            if (_movements.Count + _resolutions.Count == Most
                || _movements.Exists(waiting => (waiting.Kind, waiting.Cause) == (movement?.Kind, movement?.Cause)) || _resolutions.Exists(waiting => waiting.PendingId == resolution?.PendingId))
            {
                await WriteAsync();
            }

            _movements.AddRange(movement is null ? [] : [movement]);
            _resolutions.AddRange(resolution is null ? [] : [resolution]);
        }

        public async Task WriteAsync()
        {
            await shop.On((CommerceDatabase database) => database.WriteAsync(_movements, _resolutions, default));
            _movements.Clear();
            _resolutions.Clear();
        }
    }
}
