using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>The taxes of a contract or an instrument: each method is the request of one act of the tax department today.</summary>
/// <param name="city">The city.</param>
/// <param name="basis">Number of the contract or instrument.</param>
internal sealed class Taxes(ScenarioCity city, string basis)
{
    private const string Organ = "14419000000";
    private static uint LastTicket;

    /// <summary>The units, with their prices or assessed values.</summary>
    public required SoldUnit[] Units { get; set; }

    /// <summary>Who gives.</summary>
    public required PartyInput[] Givers { get; init; }

    /// <summary>Who takes.</summary>
    public required PartyInput[] Takers { get; init; }

    /// <summary>Day of liability.</summary>
    public required string Liable { get; init; }

    /// <summary>Since when those who give have held the units.</summary>
    public string HeldSince { get; init; } = "2010-01-01";

    /// <summary>What the units are to the buyers.</summary>
    public BuyerClass Class { get; init; } = BuyerClass.OnlyHome;

    /// <summary>Deed tax on a home, per 100,000: an only home of at most 140 m² unless said.</summary>
    public uint HomeRate { get; init; } = 1_000;

    /// <summary>Deed tax on anything else.</summary>
    public uint OtherRate { get; init; } = 3_000;

    /// <summary>VAT in the price, per 100,000; 0 where it is exempt or not subject.</summary>
    public uint Vat { get; init; }

    /// <summary>Day of the declaration, known once it is declared.</summary>
    public string Declared { get; private set; } = "";

    /// <summary>The page.</summary>
    public TaxPage Page => city.Read<TaxPage>(PageKeys.Tax(basis))!;

    /// <summary>The parties declare (税务申报).</summary>
    public DeclareTaxRequest Declare()
    {
        Declared = city.Today;
        var request = new DeclareTaxRequest { ContractNumber = basis, Date = city.Today, Organ = Organ, Document = ScenarioCity.Papers() };
        request.Units.AddRange(Units.Select(unit => new DeclaredUnitInput
        {
            UnitCode = unit.Code,
            Price = Yuan.Of(unit.Price),
            Held = { Givers.Select(giver => new HeldSinceInput { Party = giver, HeldSince = HeldSince }) },
        }));
        return request;
    }

    /// <summary>The organ assesses: deed tax of who takes; income tax, VAT and, of other property, land appreciation tax of who gives.</summary>
    /// <param name="value">What it takes the one unit to be worth; 0 = its price.</param>
    public AssessTaxRequest Assess(decimal value = 0)
    {
        SoldUnit[] assessed = value == 0 ? Units : [Units[0] with { Price = value }];
        var request = new AssessTaxRequest
        {
            ContractNumber = basis,
            UnitCodes = { Units.Select(static unit => unit.Code) },
            LiabilityDate = Liable,
            DeclarationDate = Declared.Length > 0 ? Declared : city.Today,
            AssessmentDate = city.Today,
            DeclaredPrice = Yuan.Of(Units.Sum(static unit => unit.Price)),
            Organ = Organ,
            VatRate = Vat,
            Document = ScenarioCity.Papers(),
        };
        if (value > Units[0].Price)
            request.BaseReason = BaseReasonInput.AssessedUp;
        foreach (var unit in assessed)
        {
            request.UnitBases.Add(new UnitAmountInput { UnitCode = unit.Code, Amount = Yuan.Of(Net(unit)) });
            foreach (var taker in Takers)
                request.Lines.Add(Deed(unit, taker));
            foreach (var giver in Givers)
                request.Lines.AddRange(GiverLines(unit, giver));
        }

        request.Base = Yuan.Of(assessed.Sum(Net));
        request.VatTreatment = Vat > 0 && Givers.All(IsOrganisation) ? VatTreatment.BySellerInvoice
            : Vat > 0 ? VatTreatment.Taxed
            : request.Lines.Any(static line => line.Tax == TaxKind.Vat && line.Exemption.Length > 0) ? VatTreatment.Exempt : VatTreatment.NotSubject;
        if (request.VatTreatment == VatTreatment.BySellerInvoice)
            request.Invoice = ScenarioRequests.Paper("invoice");
        return request;
    }

    /// <summary>Everything owed is paid, one voucher a taxpayer (缴税).</summary>
    public PayTaxRequest Pay()
    {
        var request = new PayTaxRequest { ContractNumber = basis, PaymentDate = city.Today, Document = ScenarioCity.Papers() };
        foreach (var account in Page.Lines
            .Where(static state => !state.Exempted && state.Line.DueFen > state.Line.ReductionFen + state.PaidFen)
            .GroupBy(state => city.Named(state.Line.Taxpayer, Page.Units)))
        {
            request.Tickets.Add(new TicketInput
            {
                Number = Ticket(),
                Taxpayer = account.Key,
                Date = city.Today,
                Lines =
                {
                    account.Select(static state => new TicketLineInput
                    {
                        Tax = state.Line.Tax,
                        Side = state.Line.Side,
                        UnitCode = state.Line.UnitCode,
                        Amount = Yuan.OfFen(state.Line.DueFen - state.Line.ReductionFen - state.PaidFen),
                    }),
                },
            });
        }

        return request;
    }

    /// <summary>One tax of one party is exempt (减免).</summary>
    public ExemptTaxRequest Exempt(TaxKind tax, TaxSide side, PartyInput who, string exemption) => new()
    {
        ContractNumber = basis,
        Date = city.Today,
        Tax = tax,
        Side = side,
        Taxpayer = who,
        Exemption = exemption,
        Document = ScenarioCity.Papers(),
    };

    /// <summary>What was paid is given back: all of it, or what is above the present assessment (退税).</summary>
    public RefundTaxRequest Refund(RefundReason reason)
    {
        var request = new RefundTaxRequest { ContractNumber = basis, Date = city.Today, Reason = reason, Document = ScenarioCity.Papers() };
        foreach (var ticket in Page.Tickets)
        {
            var left = ticket.AmountFen - ticket.RefundedFen;
            var owed = reason != RefundReason.Overpaid ? 0 : Page.Lines
                .Where(state => (state.Line.Tax, state.Line.Side, state.Line.UnitCode) == (ticket.Tax, ticket.Side, ticket.UnitCode))
                .Aggregate(0ul, static (sum, state) => sum + state.Line.DueFen - state.Line.ReductionFen);
            if (left > owed)
            {
                request.Refunds.Add(new RefundInput
                {
                    TicketNumber = ticket.Number,
                    Amount = Yuan.OfFen(left - owed),
                    Tax = ticket.Tax,
                    Side = ticket.Side,
                    UnitCode = ticket.UnitCode,
                });
            }
        }

        return request;
    }

    /// <summary>The organ certifies that every account is cleared (完税证明).</summary>
    public CertifyTaxRequest Certify()
    {
        var request = new CertifyTaxRequest { ContractNumber = basis, CertificateNumber = Ticket(), Date = city.Today, Document = ScenarioCity.Papers() };
        request.Accounts.AddRange(Page.Lines.Select(state => new CoveredAccountInput
        {
            Tax = state.Line.Tax,
            Side = state.Line.Side,
            Taxpayer = city.Named(state.Line.Taxpayer, Page.Units),
        }).Distinct());
        return request;
    }

    /// <summary>Declared, assessed and paid.</summary>
    public async Task PaidAsync()
    {
        (await city.Tax(Declare())).Ok();
        (await city.Tax(Assess())).Ok();
        (await city.Tax(Pay())).Ok();
    }

    private static bool IsOrganisation(PartyInput party) => party.DocumentType == 8;

    private static string Ticket() => $"344196{2105}{Interlocked.Increment(ref LastTicket):D8}";

    private decimal Net(SoldUnit unit) => Cent(unit.Price * 100_000 / (100_000 + Vat));

    private TaxLineInput Deed(SoldUnit unit, PartyInput taker)
    {
        var buyerClass = unit.IsHome ? Class : BuyerClass.Other;
        var rate = unit.IsHome ? HomeRate : OtherRate;
        return Line(unit, TaxKind.Deed, TaxSide.Transferee, taker, Net(unit) / Takers.Length, rate).With(line => line.BuyerClass = buyerClass);
    }

    private IEnumerable<TaxLineInput> GiverLines(SoldUnit unit, PartyInput giver)
    {
        var part = Net(unit) / Givers.Length;
        if (IsOrganisation(giver))
        {
            yield return Line(unit, TaxKind.LandAppreciation, TaxSide.Transferor, giver, part, 5_000);
            yield break;
        }

        yield return Line(unit, TaxKind.Income, TaxSide.Transferor, giver, part, unit.IsHome ? 1_000u : 1_500u);
        var rate = string.CompareOrdinal(Liable, "2026-01-01") < 0 ? 5_000u : 3_000u;
        if (unit.IsHome)
            yield return Line(unit, TaxKind.Vat, TaxSide.Transferor, giver, part, Vat > 0 ? Vat : rate, Vat > 0 ? "" : "VAT_2Y");
        else
            yield return Line(unit, TaxKind.Vat, TaxSide.Transferor, giver, 0, rate);
        if (!unit.IsHome)
            yield return Line(unit, TaxKind.LandAppreciation, TaxSide.Transferor, giver, part, 5_000);
    }

    private static TaxLineInput Line(
        SoldUnit unit, TaxKind tax, TaxSide side, PartyInput taxpayer, decimal part, uint rate, string exemption = "")
    {
        var due = Cent(Cent(part) * rate / 100_000);
        return new()
        {
            Tax = tax,
            Side = side,
            Taxpayer = taxpayer,
            Base = Yuan.Of(Cent(part)),
            Rate = rate,
            Due = Yuan.Of(due),
            Reduction = exemption.Length > 0 ? Yuan.OfSome(due) : null,
            Exemption = exemption,
            UnitCode = unit.Code,
        };
    }

    private static decimal Cent(decimal yuan) => Math.Round(yuan, 2, MidpointRounding.AwayFromZero);
}
