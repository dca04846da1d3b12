using CeCommerce.Operators;
using CeCommerce.Payments;
using CeCommerce.Payments.Ledger;
using CeCommerce.Platform;

namespace CeCommerce.Tests.Payments;

/// <summary>Sales, refunds, payouts and what comes back of them at random, posted by the product's code, beside a model that keeps three numbers.</summary>
public sealed class RandomSettlingTests
{
    private static readonly DateTimeOffset s_now = new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly OperatorId s_seller = OperatorId.From(new(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));
    private static readonly Cause s_cause = Cause.Of(PaymentId.From(new(3, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)));

    [Theory]
    [InlineData(Liable.Operator)]
    [InlineData(Liable.Platform)]
    public void M6_half_a_million_steps_leave_what_the_model_says(Liable liable)
    {
        var (random, books, model) = (new Random((int)liable + 7), new Dictionary<AccountKind, long>(), new Model(liable));
        for (var i = 0; i < 500_000; i++)
        {
            var amount = random.NextInt64(1, 30_000);
            switch (random.Next(6))
            {
                case 0:
                    Post(books, PaymentMovements.Charge(s_cause, [Of(amount)], Time), PaymentMovements.Release(s_cause, Of(amount), Time));
                    model.Sell(amount);
                    break;
                case 1:
                    var escrow = random.NextInt64(1, amount + 1);
                    Post(books, PaymentMovements.Charge(s_cause, [Of(escrow)], Time));
                    model.Charge(escrow);
                    Post(books, PaymentMovements.RefundFrom(s_cause, [Of(amount)], new(new([Of(escrow)]), Standing(model)), Time));
                    model.GiveBack(amount, escrow);
                    break;
                case 2 when model.Payable > 0:
                    model.Send();
                    Post(books, PostingTable.Transfer(s_cause, Of(model.LastSent), Time));
                    break;
                case 3 when model.OnItsWay.Count > 0:
                    var arrived = model.OnItsWay.Dequeue();
                    Post(books, PostingTable.Arrival(s_cause, Of(arrived), Time));
                    model.Arrive(arrived);
                    break;
                case 4 when model.Arrived > 0:
                    var back = Math.Min(amount, model.Arrived);
                    Post(books, PostingTable.Reversal(s_cause, Of(back), ComingBack.Of(back, hadArrived: true, Standing(model)[(s_seller, Money.Yen)]), Time));
                    model.ComeBack(back, arrived: true);
                    break;
                case 5 when model.OnItsWay.Count > 0:
                    var failed = model.OnItsWay.Dequeue();
                    Post(books, PostingTable.Reversal(s_cause, Of(failed), ComingBack.Of(failed, hadArrived: false, Standing(model)[(s_seller, Money.Yen)]), Time));
                    model.ComeBack(failed, arrived: false);
                    break;
            }

            Assert.True(model.Agrees(books), $"step {i}");
        }
    }

    private static MovementTime Time => MovementTime.Now(s_now);

    private static Share Of(long amount) => new(s_seller, Money.Jpy(amount));

    private static Dictionary<(OperatorId, string), Standing> Standing(Model model) => new() { [(s_seller, Money.Yen)] = new(model.Payable, model.Lost, model.Liable) };

    private static void Post(Dictionary<AccountKind, long> books, params Movement[] movements)
    {
        foreach (var entry in movements.SelectMany(movement => movement.Entries))
        {
            books[entry.Account.Kind] = books.GetValueOrDefault(entry.Account.Kind) + entry.Amount;
        }
    }

    /// <summary>What the operator can be paid, what the platform has lost for it, and what the processor has; told in words of money and not of accounts.</summary>
    private sealed class Model(Liable liable)
    {
        private long _atProcessor;
        private long _escrow;

        public Liable Liable => liable;

        public long Payable { get; private set; }

        public long Lost { get; private set; }

        public long Arrived { get; private set; }

        public long LastSent { get; private set; }

        public Queue<long> OnItsWay { get; } = [];

        public void Sell(long amount) => (_atProcessor, Payable) = (_atProcessor + amount, Payable + amount);

        public void Charge(long amount) => (_atProcessor, _escrow) = (_atProcessor + amount, _escrow + amount);

        public void GiveBack(long amount, long escrow)
        {
            (_atProcessor, _escrow) = (_atProcessor - amount, _escrow - Math.Min(escrow, amount));
            var rest = amount - Math.Min(escrow, amount);
            var there = liable == Liable.Operator ? rest : Math.Min(rest, Payable > 0 ? Payable : 0);
            (Payable, Lost) = (Payable - there, Lost + rest - there);
        }

        public void Send()
        {
            (LastSent, _atProcessor) = (Payable, _atProcessor - Payable);
            OnItsWay.Enqueue(Payable);
            Payable = 0;
        }

        public void Arrive(long amount) => Arrived += amount;

        public void ComeBack(long amount, bool arrived)
        {
            var undone = Math.Min(amount, Lost);
            (_atProcessor, Lost, Payable, Arrived) = (_atProcessor + amount, Lost - undone, Payable + amount - undone, Arrived - (arrived ? amount : 0));
        }

        public bool Agrees(Dictionary<AccountKind, long> books)
        {
            long On(AccountKind kind) => books.GetValueOrDefault(kind);
            return -On(AccountKind.BuyerClearing) == _atProcessor && On(AccountKind.Escrow) == _escrow && On(AccountKind.OperatorPayable) + On(AccountKind.Payout) == Payable
                && -On(AccountKind.Loss) == Lost && -On(AccountKind.Payout) == OnItsWay.Sum() && books.Values.Sum() == 0 && (liable == Liable.Operator ? Lost == 0 : Payable >= 0);
        }
    }
}
