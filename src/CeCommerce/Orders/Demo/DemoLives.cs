namespace CeCommerce.Orders.Demo;

/// <summary>What becomes of the units: each kind of life is one that an operator knows.</summary>
internal sealed class DemoLives(DemoTimeline year)
{
    /// <summary>How often an appliance on offer is looked up in the recalls; 30 days are allowed.</summary>
    private const int LookUp = 28;

    /// <summary>Published as soon as it was inspected, and sold.</summary>
    public void Sold(DemoLife life, int day)
    {
        Offered(life, day);
        Bought(life, day + 11);
    }

    /// <summary>Published too early: refused, inspected, published.</summary>
    public void Mended(DemoLife life, int day)
    {
        year.On<DemoShelf>(day, (shelf, stop) => shelf.DraftAsync(life, stop), (shelf, stop) => shelf.TryPublishAsync(life, stop));
        year.On<DemoShelf>(day + 3, (shelf, stop) => shelf.WorkAsync(life, stop), (shelf, stop) => shelf.PublishAsync(life, stop));
        Bought(life, day + 15);
    }

    public void Reduced(DemoLife life, int day)
    {
        Offered(life, day);
        year.On<DemoShelf>(day + 9, (shelf, stop) => shelf.PriceAsync(life, 90, stop));
        year.On<DemoShelf>(day + 17, (shelf, stop) => shelf.PriceAsync(life, 85, stop));
        Bought(life, day + 22);
    }

    public void Withdrawn(DemoLife life, int day)
    {
        Offered(life, day);
        year.On<DemoShelf>(day + 20, (shelf, stop) => shelf.WithdrawAsync(life, "店頭で販売したため", stop));
    }

    /// <summary>Not looked up in time: the review takes it down, and it comes back when that was done.</summary>
    public void Overdue(DemoLife life, int day)
    {
        Offered(life, day);
        year.On<DemoShelf>(day + 44, (shelf, stop) => shelf.InspectAsync(life, stop), (shelf, stop) => shelf.PublishAsync(life, stop));
        Bought(life, day + 50);
    }

    /// <summary>Sold, the money given back, and sold again.</summary>
    public void Refunded(DemoLife life, int day)
    {
        Offered(life, day);
        year.On<DemoSales>(day + 8, (sales, stop) => sales.BuyAsync(life, stop));
        year.On<DemoSales>(day + 9, (sales, stop) => sales.RefundAsync(life, stop));
        Bought(life, day + 19);
    }

    public void Cancelled(DemoLife life, int day)
    {
        Offered(life, day);
        year.On<DemoSales>(day + 7, (sales, stop) => sales.LeaveAsync(life, stop));
        Bought(life, day + 16);
    }

    /// <summary>On offer from then on, and looked after.</summary>
    public void Kept(DemoLife life, int day, int until = DemoTimeline.Days)
    {
        Offered(life, day);
        for (var next = day + LookUp; next < until; next += LookUp)
        {
            year.On<DemoShelf>(next, (shelf, stop) => shelf.InspectAsync(life, stop));
        }
    }

    /// <summary>On offer for some weeks, with what is told of the guarantee stated anew, until somebody leases it for long.</summary>
    public void Leased(DemoLife life, int day)
    {
        Kept(life, day, day + 50);
        Told(life, day + 12, "賃貸期間中の自然故障と消耗部品の交換を保証します。故意・過失による破損は対象外です。");
        year.On<DemoShelf>(day + 50, (shelf, stop) => shelf.WithdrawAsync(life, "長期の賃貸に出したため", stop));
    }

    public void Told(DemoLife life, int day, string guarantee) => year.On<DemoShelf>(day, (shelf, stop) => shelf.TellAsync(life, guarantee, stop));

    /// <summary>Too old to be sold, until the auditor waives that for this one.</summary>
    public void Waived(DemoLife life, int day)
    {
        year.On<DemoShelf>(day, (shelf, stop) => shelf.DraftAsync(life, stop), (shelf, stop) => shelf.WorkAsync(life, stop), (shelf, stop) => shelf.TryPublishAsync(life, stop));
        year.On<DemoOffice>(day + 5, (office, stop) => office.WaiveAsync(life, "LS-013/fifteen-years", stop));
        year.On<DemoShelf>(day + 6, (shelf, stop) => shelf.PublishAsync(life, stop));
        Bought(life, day + 20);
    }

    /// <summary>On the shelf when the recall comes.</summary>
    public void Recalled(DemoLife life, int day, int withdrawn)
    {
        Offered(life, day);
        year.On<DemoShelf>(withdrawn, (shelf, stop) => shelf.WithdrawAsync(life, "リコール対象のため製造元に返送", stop));
    }

    private void Offered(DemoLife life, int day)
    {
        year.On<DemoShelf>(day, (shelf, stop) => shelf.DraftAsync(life, stop));
        year.On<DemoShelf>(day + 1, (shelf, stop) => shelf.WorkAsync(life, stop), (shelf, stop) => shelf.PublishAsync(life, stop));
    }

    private void Bought(DemoLife life, int day)
    {
        year.On<DemoSales>(day, (sales, stop) => sales.BuyAsync(life, stop));
        year.On<DemoSales>(day + 1, (sales, stop) => sales.HandOverAsync(life, stop));
        year.On<DemoSales>(day + 10, (sales, stop) => sales.CompleteAsync(life, stop));
    }
}
