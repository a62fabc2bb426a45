using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>
/// The taxes of a sale, unit by unit (events.md 9). The buyer is of the class third home and other, so the deed tax is 3 % at every
/// date. Every seller is a person. On a home: VAT with its surcharge, exempt once held for two years; income tax at the assessed 1 %,
/// exempt once held for five (满五唯一: that it is the only home is taken for granted). On what is no home: income tax at the
/// assessed 1.5 %, land appreciation tax at the assessed 5 %, and VAT on a gain of nothing, since the file does not say what was
/// paid for it before.
/// </summary>
internal sealed class SaleTaxes
{
    /// <summary>Exemption from VAT of a home held for two years.</summary>
    public const string TwoYears = "VAT_2Y";

    /// <summary>Exemption from income tax of an only home held for five years.</summary>
    public const string FiveYears = "INCOME_5Y_ONLY";

    private const uint Home = 10;
    private const int TwoYearsMonths = 24;
    private const int FiveYearsMonths = 60;
    private static readonly Day NewVat = Day.Of(2026, 1, 1);
    private static readonly Rate Deed = Rate.Parse("3%");
    private static readonly Rate HomeIncome = Rate.Parse("1%");
    private static readonly Rate OtherIncome = Rate.Parse("1.5%");
    private static readonly Rate LandAppreciation = Rate.Parse("5%");

    /// <summary>教育费附加3%、地方教育附加2%和城市维护建设税7%（南城）.</summary>
    private static readonly Rate Surcharge = Rate.Parse("12%");

    private readonly Day date;
    private readonly Rate vat;

    private SaleTaxes(IReadOnlyList<UnitSale> units, InventedPerson buyer, Day date)
    {
        this.date = date;
        vat = Rate.Parse(date < NewVat ? "5%" : "3%");

        // VAT leaves the price of every unit as soon as it is owed on one of them.
        var net = Lines(units, buyer, vat);
        IsVatOwed = net.Exists(static line => line is { Tax: TaxKind.Vat, OwedFen: > 0 });
        AllLines = IsVatOwed ? net : Lines(units, buyer, Rate.Zero);
        Bases = [.. units.Select(unit => (unit.Unit.Code, Net(unit, VatRate)))];
    }

    /// <summary>Every line.</summary>
    public IReadOnlyList<SaleTaxLine> AllLines { get; }

    /// <summary>Base of every unit: its price without VAT.</summary>
    public IReadOnlyList<(string UnitCode, ulong Fen)> Bases { get; }

    /// <summary>Whether VAT is owed on a unit.</summary>
    public bool IsVatOwed { get; }

    /// <summary>The rate of VAT that leaves the price.</summary>
    public Rate VatRate => IsVatOwed ? vat : Rate.Zero;

    /// <summary>How the sale stands to VAT.</summary>
    public VatTreatment VatTreatment => IsVatOwed ? VatTreatment.Taxed
        : AllLines.Any(static line => line is { Tax: TaxKind.Vat, Exemption.Length: > 0 }) ? VatTreatment.Exempt
        : VatTreatment.NotSubject;

    /// <summary>What each party pays by a voucher of its own, the buyer first.</summary>
    public IReadOnlyList<IGrouping<InventedPerson, SaleTaxLine>> Owed
        => [.. AllLines.Where(static line => line.OwedFen > 0).GroupBy(static line => line.Taxpayer)];

    /// <summary>The taxes of a sale.</summary>
    public static SaleTaxes Of(IReadOnlyList<UnitSale> units, InventedPerson buyer, Day date) => new(units, buyer, date);

    private static ulong Net(UnitSale unit, Rate vat) => Money.FromFen(unit.PriceFen).NetOf(vat).Fen;

    private List<SaleTaxLine> Lines(IReadOnlyList<UnitSale> units, InventedPerson buyer, Rate deducted)
    {
        var lines = new List<SaleTaxLine>();
        foreach (var unit in units)
        {
            var (code, taxed) = (unit.Unit.Code, Net(unit, deducted));
            lines.Add(new(TaxKind.Deed, TaxSide.Transferee, buyer, code, taxed, Deed));
            var parts = Apportioned.By(taxed, [.. unit.Parts.Select(static part => part.Given)], unit.Sold);
            for (var i = 0; i < unit.Parts.Count; i++)
            {
                var owner = unit.Parts[i].Owner;
                var seller = new InventedPerson(owner.CitizenNumber);
                if (unit.Title.Use == Home)
                    lines.AddRange(OfHome(seller, code, parts[i], owner.Since));
                else
                    lines.AddRange(OfOther(seller, code, parts[i]));
            }
        }

        return lines;
    }

    private IEnumerable<SaleTaxLine> OfHome(InventedPerson seller, string unit, ulong taxed, uint since)
    {
        var held = Day.FromNumber(since);
        var sold = new SaleTaxLine(TaxKind.Vat, TaxSide.Transferor, seller, unit, taxed, vat, date >= held.AddMonths(TwoYearsMonths) ? TwoYears : "");
        yield return sold;
        if (sold.OwedFen > 0)
            yield return new(TaxKind.VatSurcharge, TaxSide.Transferor, seller, unit, sold.OwedFen, Surcharge);
        yield return new(
            TaxKind.Income, TaxSide.Transferor, seller, unit, taxed, HomeIncome, date >= held.AddMonths(FiveYearsMonths) ? FiveYears : "");
    }

    private IEnumerable<SaleTaxLine> OfOther(InventedPerson seller, string unit, ulong taxed) =>
    [
        new(TaxKind.Vat, TaxSide.Transferor, seller, unit, 0, vat),
        new(TaxKind.Income, TaxSide.Transferor, seller, unit, taxed, OtherIncome),
        new(TaxKind.LandAppreciation, TaxSide.Transferor, seller, unit, taxed, LandAppreciation),
    ];
}
