using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Taxes of profile 2: declared first, assessed unit by unit, paid line by line.</content>
public sealed partial class SaleCase
{
    /// <summary>Code of the tax organ.</summary>
    public const string Organ = "14419000000";

    /// <summary>Since when the sellers have held the units.</summary>
    public Day Held { get; set; } = Day.Of(2010, 1, 1);

    /// <summary>The declaration.</summary>
    public TaxDeclared Declaration(Action<TaxDeclared>? change = null)
    {
        var e = new TaxDeclared { Act = Acts.Of(), Basis = Number, Date = (Declared ?? Signed.AddDays(2)).Number, Organ = Organ };
        var sellers = Selling.Select(seller => seller.Party).Distinct().ToList();
        for (var i = 0; i < Units.Length; i++)
        {
            var unit = new DeclaredUnit { UnitCode = Units[i], PriceFen = Part(Price, Units.Length, i) };
            unit.Held.AddRange(sellers.Select((_, party) => new HeldSince { Party = sellers[party].Across(Units), Since = Held.Number })
                .Order(Comparer<HeldSince>.Create(static (a, b) => PartyOrder.Compare(a.Party, b.Party))));
            e.Units.Add(unit);
        }

        change?.Invoke(e);
        return e;
    }

    /// <summary>Declares the taxes.</summary>
    public Outcome Declare(Action<TaxDeclared>? change = null) => Ledger.Submit(Members.Tax, Declaration(change));

    /// <summary>Returns the declaration.</summary>
    public Outcome ReturnTaxes(Action<TaxReturned>? change = null)
    {
        var e = new TaxReturned { Act = Acts.Of(), Basis = Number, Date = (Declared ?? Signed.AddDays(2)).AddDays(1).Number, Reason = "PAPERS_MISSING" };
        change?.Invoke(e);
        return Ledger.Submit(Members.Tax, e);
    }

    /// <summary>Certifies that every account is cleared.</summary>
    public Outcome Certify(Action<TaxCertificateIssued>? change = null)
    {
        var e = new TaxCertificateIssued
        {
            Act = Acts.Of(),
            Basis = Number,
            CertificateNumber = "344195210500000001",
            Date = (Declared ?? Signed.AddDays(2)).AddDays(2).Number,
        };
        e.Accounts.AddRange(Ledger.Read<TaxPage>(PageKeys.Tax(Number))!.Lines
            .Select(state => new CoveredAccount { Tax = state.Line.Tax, Side = state.Line.Side, Taxpayer = state.Line.Taxpayer }).Distinct());
        change?.Invoke(e);
        return Ledger.Submit(Members.Tax, e);
    }

    /// <summary>A line of a unit's assessment with its arithmetic done, wholly exempt where a code is named.</summary>
    public TaxLine LineOf(
        string unit, TaxKind tax, TaxSide side, TestParty taxpayer, ulong fen, uint rate, string exemption = "", BuyerClass buyerClass = BuyerClass.Unspecified)
    {
        var line = Line(tax, side, taxpayer, fen, rate, buyerClass);
        line.UnitCode = unit;
        line.Exemption = exemption;
        line.ReductionFen = exemption.Length > 0 ? line.DueFen : 0;
        return line;
    }

    private TaxAssessed AssessmentByUnit(Action<TaxAssessed>? change)
    {
        var declared = Declared ?? Signed.AddDays(2);
        var sellers = Selling.Select(seller => seller.Party).Distinct().ToList();
        var buyers = Buyers.Select(buyer => buyer.Party).Distinct().ToList();
        var allOrganisations = sellers.TrueForAll(seller => seller.IsOrganisation);
        var e = new TaxAssessed
        {
            Act = Acts.Of(),
            ContractNumber = Number,
            LiabilityDate = Signed.Number,
            DeclarationDate = declared.Number,
            AssessmentDate = declared.Number,
            DeclaredPriceFen = Price,
            Organ = Organ,
            VatRate = Vat,
        };
        e.Units.AddRange(Units);
        for (var i = 0; i < Units.Length; i++)
        {
            var (unit, home) = (Units[i], Use.GetValueOrDefault(Units[i], 10u) is 10 or 11 or 111 or 112);
            var net = Money.FromFen(Part(Price, Units.Length, i)).NetOf(Rate.FromPerHundredThousand(Vat)).Fen;
            e.UnitBases.Add(new AssessedUnit { UnitCode = unit, BaseFen = net });
            e.BaseFen += net;
            var area = Area == 0 ? Facts.Area.NotStated : Facts.Area.FromHundredths(Area);
            var buyerClass = home ? Class : BuyerClass.Other;
            var rate = DeedRate ?? NationalTables.Set.DeedTax.In(Cities.Dongguan).RatesFor(buyerClass, home, area, Signed, declared)[0].PerHundredThousand;
            for (var b = 0; b < buyers.Count; b++)
                e.Lines.Add(LineOf(unit, TaxKind.Deed, TaxSide.Transferee, buyers[b], Part(net, buyers.Count, b), rate, buyerClass: buyerClass));
            for (var s = 0; s < sellers.Count; s++)
                AddSeller(e, unit, home, sellers[s], Part(net, sellers.Count, s));
        }

        e.VatTreatment = allOrganisations && Vat > 0 ? VatTreatment.BySellerInvoice
            : Vat > 0 ? VatTreatment.Taxed
            : e.Lines.Any(line => line is { Tax: TaxKind.Vat, DueFen: > 0 }) ? VatTreatment.Exempt : VatTreatment.NotSubject;
        if (e.VatTreatment == VatTreatment.BySellerInvoice)
            e.Invoice = Acts.Bytes(9);
        change?.Invoke(e);
        var lines = e.Lines.Order(Comparer<TaxLine>.Create(PartyOrder.Compare)).ToList();
        e.Lines.Clear();
        e.Lines.AddRange(lines);
        return e;
    }

    private void AddSeller(TaxAssessed e, string unit, bool home, TestParty seller, ulong fen)
    {
        if (!seller.IsOrganisation)
        {
            e.Lines.Add(LineOf(unit, TaxKind.Income, TaxSide.Transferor, seller, fen, home ? 1_000u : 1_500u));
            e.Lines.Add(home
                ? LineOf(unit, TaxKind.Vat, TaxSide.Transferor, seller, fen, Vat > 0 ? Vat : Signed.Year < 2026 ? 5_000u : 3_000u, Vat > 0 ? "" : "VAT_2Y")
                : LineOf(unit, TaxKind.Vat, TaxSide.Transferor, seller, 0, 5_000));
        }

        if (seller.IsOrganisation || !home)
            e.Lines.Add(LineOf(unit, TaxKind.LandAppreciation, TaxSide.Transferor, seller, fen, 5_000));
    }

    private Ticket Voucher(TaxPaid e, TaxLineState state) => new()
    {
        Number = $"3441962105{(uint)Offset + NextTicket++:D8}",
        Taxpayer = state.Line.Taxpayer,
        Date = e.PaymentDate,
        Lines =
        {
            new TicketLine
            {
                Tax = state.Line.Tax,
                Side = state.Line.Side,
                UnitCode = state.Line.UnitCode,
                AmountFen = state.Line.DueFen - state.Line.ReductionFen - state.PaidFen,
            },
        },
    };

    private static Refund RefundOf(TicketState row)
        => new() { Number = row.Number, AmountFen = row.AmountFen - row.RefundedFen, Tax = row.Tax, Side = row.Side, UnitCode = row.UnitCode };

    private static string ExemptionOf(TaxKind tax) => tax switch
    {
        TaxKind.Income => "INCOME_5Y_ONLY",
        TaxKind.Vat => "VAT_2Y",
        TaxKind.LandAppreciation => "LAT_HOME",
        TaxKind.Stamp => "STAMP_HOME",
        _ => "PUBLIC_BODY",
    };

    private static ulong Part(ulong fen, int parts, int index) => (fen / (ulong)parts) + (index == 0 ? fen % (ulong)parts : 0);
}
