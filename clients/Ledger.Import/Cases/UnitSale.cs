using Ledger.Facts;

namespace Ledger.Import;

/// <summary>One unit of a sale: what is sold, for how much, and who gives it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Place">Place in the deal, from 0.</param>
/// <param name="PriceFen">Its part of the price.</param>
/// <param name="Title">The title before.</param>
/// <param name="Sold">Share that is sold.</param>
/// <param name="Parts">Who gives what.</param>
internal sealed record UnitSale(PlannedUnit Unit, int Place, ulong PriceFen, HeldTitle Title, Share Sold, IReadOnlyList<SoldPart> Parts)
{
    /// <summary>The whole changes hands.</summary>
    public bool IsWhole => Sold == Share.One;

    /// <summary>Several hold the unit now, so each states what it gives.</summary>
    public bool IsShared => Title.Owners.Count > 1;

    /// <summary>Plans the sale of every unit of a deal.</summary>
    /// <param name="deal">The deal; its one price is apportioned by area, in equal parts where one is not stated.</param>
    /// <param name="titles">Title of each of its units.</param>
    public static IReadOnlyList<UnitSale> Of(PlannedDeal deal, IReadOnlyList<HeldTitle> titles)
    {
        var stated = deal.Units.All(static unit => unit.Area != 0);
        var prices = Apportioned.By(deal.PriceFen, [.. deal.Units.Select(unit => stated ? unit.Area : 1)]);
        return [.. deal.Units.Select((unit, i) =>
        {
            var sold = Share.Parse(unit.Share);
            return new UnitSale(unit, i, prices[i], titles[i], sold, SellerChoice.Choose(titles[i].Owners, sold));
        })];
    }

    /// <summary>What a seller's stake says: a sole owner who gives all leaves the share out.</summary>
    public string ShareText(SoldPart part) => IsShared || !IsWhole ? part.Given.ToString() : "";

    /// <summary>The title after the transfer.</summary>
    /// <param name="numbers">Certificates of the deal.</param>
    public HeldTitle After(DealNumbers numbers)
    {
        var owners = new List<HeldShare>();
        foreach (var owner in Title.Owners)
        {
            var part = Parts.FirstOrDefault(part => part.Owner == owner);
            if (part is null)
                owners.Add(owner);
            else if (part.Kept != Share.Zero)
                owners.Add(owner with { Share = part.Kept.ToString(), Certificate = numbers.ReissuedCertificate(Place) });
        }

        owners.Add(new HeldShare(numbers.Buyer.CitizenNumber, Sold.ToString(), numbers.BuyerCertificate(Place), numbers.Date.Number));
        return Title with { Owners = owners, IsOpen = true };
    }
}
