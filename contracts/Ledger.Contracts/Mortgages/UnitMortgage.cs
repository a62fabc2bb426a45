using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of a mortgage contract with the pages of that unit.</summary>
internal sealed class UnitMortgage
{
    private UnitMortgage(
        MortgageUnit unit, int index, IReadOnlyList<Party> mortgagors, IReadOnlyList<Part> parts, PageView<TitlePage> title, UnitPages pages)
        => (Unit, Index, Mortgagors, Parts, Title, Pages) = (unit, index, mortgagors, parts, title, pages);

    /// <summary>What the contract says about the unit.</summary>
    public MortgageUnit Unit { get; }

    /// <summary>Place of the unit in the contract; its mortgagors' tokens stand at the same place.</summary>
    public int Index { get; }

    /// <summary>The unit's code.</summary>
    public string Code => Unit.UnitCode;

    /// <summary>Share of the unit that is mortgaged.</summary>
    public Share Share => Unit.Share.Read();

    /// <summary>Whether the whole unit is mortgaged.</summary>
    public bool IsWhole => Share == Share.One;

    /// <summary>Every mortgagor of the contract as this unit sees it, whether it owns here or not.</summary>
    public IReadOnlyList<Party> Mortgagors { get; }

    /// <summary>The owner rows of the live title whose owner is a mortgagor; none without a live title.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>The title that is mortgaged: the registered one, or the one that a filed contract is about to make.</summary>
    public PageView<TitlePage> Title { get; }

    /// <summary>That title if it is live (现势).</summary>
    public TitlePage? LiveTitle => Title.Body is { Status: TitleStatus.Registered } title ? title : null;

    /// <summary>The unit's pages.</summary>
    public UnitPages Pages { get; }

    /// <summary>Of a parcel, the buildings that stand on it; null for a building.</summary>
    public LandGround? Ground { get; init; }

    /// <summary>A unit of a contract and its pages.</summary>
    /// <param name="unit">What the contract says about the unit.</param>
    /// <param name="index">Its place in the contract.</param>
    /// <param name="mortgagors">The contract's mortgagors.</param>
    /// <param name="notSigning">Indices of mortgagors who did not sign.</param>
    /// <param name="pages">The unit's pages.</param>
    public static UnitMortgage Of(
        MortgageUnit unit, int index, IReadOnlyList<PartyAcrossUnits> mortgagors, IReadOnlyList<uint> notSigning, UnitPages pages)
    {
        var seen = mortgagors.Select(party => party.At(index)).ToList();
        var parts = (pages.LiveTitle?.Owners ?? [])
            .Select(row => (Row: row, Mortgagor: seen.IndexOf(row.Party)))
            .Where(owner => owner.Mortgagor >= 0)
            .Select(owner => new Part(owner.Row.Party, owner.Row.Share?.Read(), owner.Row.Group, !notSigning.Contains((uint)owner.Mortgagor)));
        return new(unit, index, seen, [.. parts], pages.Title, pages);
    }

    /// <summary>A unit of a contract of profile 2: who mortgages it say the holding and the stakes that it names.</summary>
    /// <param name="unit">What the contract says about the unit.</param>
    /// <param name="index">Its place in the contract.</param>
    /// <param name="mortgagors">The contract's mortgagors.</param>
    /// <param name="title">The title that is mortgaged.</param>
    /// <param name="pages">The unit's pages.</param>
    /// <param name="ground">Of a parcel, what stands on it.</param>
    public static UnitMortgage Of(
        MortgageUnit unit, int index, IReadOnlyList<PartyAcrossUnits> mortgagors, PageView<TitlePage> title, UnitPages pages, LandGround? ground)
    {
        var seen = mortgagors.Select(party => party.At(index)).ToList();
        var owners = title.Body is { Status: TitleStatus.Registered } page
            ? MortgagedHolding.Of(unit.Holding, page).SelectMany(static holding => holding.Rows)
            : [];
        var parts = owners
            .Select(row => (Row: row, Mortgagor: seen.IndexOf(row.Party)))
            .Where(owner => owner.Mortgagor >= 0)
            .Select(owner => (owner.Row, Stake: unit.Mortgagors.FirstOrDefault(stake => stake.Mortgagor == owner.Mortgagor && stake.Group == owner.Row.Group)))
            .Where(owner => unit.Mortgagors.Count == 0 || owner.Stake is not null)
            .Select(owner => new Part(owner.Row.Party, owner.Row.Share?.Read(), owner.Row.Group, owner.Stake is not { NotSigning: true }));
        return new(unit, index, seen, [.. parts], title, pages) { Ground = ground };
    }
}
