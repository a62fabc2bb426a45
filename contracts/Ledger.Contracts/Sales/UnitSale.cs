using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of a contract with the pages of that unit.</summary>
internal sealed class UnitSale
{
    /// <summary>The unit of a contract and its pages.</summary>
    public UnitSale(ContractUnit unit, int index, IReadOnlyList<PartyAcrossUnits> sellers, IReadOnlyList<PartyAcrossUnits> buyers, UnitPages pages)
    {
        (Unit, Index, Pages) = (unit, index, pages);
        Sellers = Part.Of(unit.Sellers, sellers, index);
        Buyers = Part.Of(unit.Buyers, buyers, index);
        if (pages.LiveTitle is { } title && SaleOutcome.TryCompute(title, Share, Sellers, unit.BuyerCoOwnership, Buyers, out var outcome))
            Outcome = outcome;
    }

    private UnitSale(ContractUnit unit, int index, IReadOnlyList<Part> sellers, IReadOnlyList<Part> buyers, UnitPages pages)
    {
        (Unit, Index, Pages, Sellers, Buyers) = (unit, index, pages, sellers, buyers);
        if (pages.LiveTitle is { } title && SaleOutcome.TryCompute(title, Share, Sellers, unit.BuyerCoOwnership, Buyers, out var outcome))
            Outcome = outcome;
    }

    /// <summary>What the contract says about the unit.</summary>
    public ContractUnit Unit { get; }

    /// <summary>Place of the unit in the contract; its parties' tokens stand at the same place.</summary>
    public int Index { get; }

    /// <summary>The unit's code.</summary>
    public string Code => Unit.UnitCode;

    /// <summary>Share of the unit that is sold.</summary>
    public Share Share => Unit.Share.Read();

    /// <summary>Whether the whole unit is sold.</summary>
    public bool IsWhole => Share == Share.One;

    /// <summary>What each seller gives up.</summary>
    public IReadOnlyList<Part> Sellers { get; }

    /// <summary>What each buyer takes.</summary>
    public IReadOnlyList<Part> Buyers { get; }

    /// <summary>The unit's pages.</summary>
    public UnitPages Pages { get; }

    /// <summary>What the sale makes of the title; null when the sellers do not own what they sell.</summary>
    public SaleOutcome? Outcome { get; }

    /// <summary>
    /// The same as a court makes of it: the whole is taken from whoever is the owner, where the debtor is not. Which debtor may be
    /// another than the owner says C-72.
    /// </summary>
    public UnitSale TakenByCourt() => Outcome is null && IsWhole && Pages.LiveTitle is { } title
        ? new(Unit, Index, [.. title.Owners.Select(owner => new Part(owner.Party, owner.Share?.Read(), owner.Group, true))], Buyers, Pages)
        : this;
}
