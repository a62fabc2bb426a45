using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An assessment of profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Basis">The contract or instrument.</param>
/// <param name="Tax">Its taxes as declared, or as assessed before.</param>
/// <param name="Sales">The units of the basis.</param>
internal sealed record AssessedCase(TaxAssessed Event, Basis Basis, PageView<TaxPage> Tax, IReadOnlyList<UnitSale> Sales)
{
    /// <summary>The rows of the units in the house table.</summary>
    public required IReadOnlyList<PageView<HousePage>> Houses { get; init; }

    /// <summary>What the tables call the basis.</summary>
    public BasisKind Kind => KindOf(Basis);

    /// <summary>Day on which the liability arose.</summary>
    public Day Liability => Day.FromNumber(Event.LiabilityDate);

    /// <summary>The day of declaration that decides: what an account has paid under keeps its first.</summary>
    public Day DeclarationFor(TaxLine line)
    {
        var first = Tax.Body!.FirstDeclaration;
        var paid = Tax.Body.Tickets.Any(ticket => ticket.Tax == line.Tax && ticket.Side == line.Side && ticket.Taxpayer.Equals(line.Taxpayer)
            && ticket.AmountFen > ticket.RefundedFen);
        return Day.FromNumber(paid && first != 0 ? first : Event.DeclarationDate);
    }

    /// <summary>What the tables call a basis.</summary>
    public static BasisKind KindOf(Basis basis) => basis.Letter switch
    {
        'A' => BasisKind.NewSale,
        'B' => BasisKind.StockSale,
        _ => (BasisKind)basis.Kind,
    };

    /// <summary>The unit of a line.</summary>
    public UnitSale SaleOf(TaxLine line) => Sales[Basis.IndexOf(line.UnitCode)];

    /// <summary>Its base.</summary>
    public ulong BaseOf(string unitCode) => Event.UnitBases[Basis.IndexOf(unitCode)].BaseFen;

    /// <summary>What was declared as its price.</summary>
    public ulong PriceOf(string unitCode) => Tax.Body!.DeclaredUnits.FirstOrDefault(unit => unit.UnitCode == unitCode)?.PriceFen ?? 0;

    /// <summary>
    /// Whether a unit is a home by its planned use; one that is not registered yet by the contract, or by the house table where the
    /// contract is silent. What nobody states is no home.
    /// </summary>
    public bool IsHome(UnitSale sale, City city) => sale.Pages.LiveTitle is { } title ? title.IsResidential(city)
        : city.ResidentialUses.Contains(sale.Unit.Use != 0 ? sale.Unit.Use : Houses[sale.Index].Body?.Use ?? 0);

    /// <summary>Reads the units of a basis.</summary>
    public static AssessedCase Load(TaxAssessed e, Basis basis, PageView<TaxPage> tax, Book book)
        => new(e, basis, tax, [.. basis.Units.Select((unit, i) => basis.Sale(i, UnitPages.Read(book, unit.UnitCode)))])
        {
            Houses = [.. basis.Units.Select(unit => book.House(unit.UnitCode))],
        };

    /// <summary>Since when a taxpayer has held a unit, as declared; null when nothing was.</summary>
    public Day? HeldSince(TaxLine line)
    {
        var held = Tax.Body!.DeclaredUnits.FirstOrDefault(unit => unit.UnitCode == line.UnitCode)?.Held
            .FirstOrDefault(held => held.Party.Equals(line.Taxpayer));
        return held is null ? null : Day.FromNumber(held.Since);
    }
}
