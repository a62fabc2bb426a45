using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Taxes of contracts and instruments.</summary>
internal static class TaxMakers
{
    private const ulong Value = 100_000_000;

    /// <summary>The makers.</summary>
    public static IEnumerable<(int Weight, Func<Town, Lots, Draft?> Make)> All =>
        [(50, Declare), (3, Return), (60, Assess), (12, Exempt), (60, Pay), (8, Certify), (14, Refund)];

    private static IEnumerable<Deed> Deeds(Town town, params IReadOnlyList<ContractState> states)
        => town.Book.Bases.Values.Where(basis => states.Contains(basis.State)).Select(basis => Deed.Of(town, basis));

    private static TaxPage? Page(Town town, string number) => town.Ledger.Read<TaxPage>(PageKeys.Tax(number));

    private static Draft? Declare(Town town, Lots lots)
    {
        var deeds = Deeds(town, ContractState.Filed).Where(deed => Page(town, deed.Number) is null or { State: TaxState.Returned }
            || Page(town, deed.Number)!.DeclaredVersion != deed.Version || lots.Chance(3));
        if (lots.OfAny(deeds) is not { } deed)
            return null;
        var e = new TaxDeclared { Act = Acts.Of(), Basis = deed.Number, Date = town.Today.Number, Organ = SaleCase.Organ };
        foreach (var unit in deed.Units)
        {
            var declared = new DeclaredUnit { UnitCode = unit.UnitCode, PriceFen = unit.PriceFen };
            var since = lots.Chance(80) ? Day.Of(2010, 1, 1) : Day.FromNumber(deed.Date).AddYears(-2).AddDays(lots.Between(-1, 1));
            declared.Held.AddRange(deed.Givers.Select(party => new HeldSince { Party = party, Since = since.Number }));
            e.Units.Add(declared);
        }

        return new(Members.Tax, [e]);
    }

    private static Draft? Return(Town town, Lots lots)
        => lots.OfAny(Deeds(town, ContractState.Filed).Where(deed => Page(town, deed.Number) is not null)) is not { } deed ? null
            : new(Members.Tax, [new TaxReturned { Act = Acts.Of(), Basis = deed.Number, Date = town.Today.Number, Reason = "PAPERS_MISSING" }]);

    private static Draft? Assess(Town town, Lots lots)
    {
        var deeds = Deeds(town, ContractState.Filed, ContractState.Registered).Where(deed => Page(town, deed.Number) is { } page
            && (page.State == TaxState.Declared || lots.Chance(4)));
        if (lots.OfAny(deeds) is not { } deed)
            return null;
        var page = Page(town, deed.Number)!;
        var declared = Day.FromNumber(page.DeclarationDate);
        var e = new TaxAssessed
        {
            Act = Acts.Of(),
            ContractNumber = deed.Number,
            LiabilityDate = deed.Date,
            DeclarationDate = page.DeclarationDate,
            AssessmentDate = town.Today.Number,
            DeclaredPriceFen = page.DeclaredPriceFen,
            Organ = SaleCase.Organ,
        };
        var organisations = deed.Givers.TrueForAll(giver => giver.Kind == PartyKind.Organisation);

        // Who sells within two years owes VAT; an organisation invoices it.
        var held = page.DeclaredUnits.SelectMany(unit => unit.Held).All(since => Day.FromNumber(since.Since).AddYears(2) <= Day.FromNumber(deed.Date));
        e.VatRate = !deed.IsContract ? 0u : organisations ? 9_000u : held ? 0u : declared.Year < 2026 ? 5_000u : 3_000u;
        for (var i = 0; i < deed.Units.Count; i++)
            AssessUnit(town, lots, e, deed, i, declared);
        e.VatTreatment = organisations && e.VatRate > 0 ? VatTreatment.BySellerInvoice
            : e.VatRate > 0 ? VatTreatment.Taxed
            : e.Lines.Any(line => line is { Tax: TaxKind.Vat, DueFen: > 0 }) ? VatTreatment.Exempt : VatTreatment.NotSubject;
        if (e.VatTreatment == VatTreatment.BySellerInvoice)
            e.Invoice = Acts.Bytes(9);
        var lines = e.Lines.Order(Comparer<TaxLine>.Create(PartyOrder.Compare)).ToList();
        e.Lines.Clear();
        e.Lines.AddRange(lines);
        return new(Members.Tax, [e]);
    }

    private static void AssessUnit(Town town, Lots lots, TaxAssessed e, Deed deed, int index, Day declared)
    {
        var unit = deed.Units[index];
        e.Units.Add(unit.UnitCode);
        var home = unit.UnitCode != Town.Garage && unit.UnitCode != Town.Land;
        var price = unit.PriceFen > 0 ? unit.PriceFen : Value;
        var net = Money.FromFen(price).NetOf(Rate.FromPerHundredThousand(e.VatRate)).Fen;
        e.UnitBases.Add(new AssessedUnit { UnitCode = unit.UnitCode, BaseFen = net });
        e.BaseFen += net;
        var takers = unit.Buyers.Select(stake => deed.Takers[(int)stake.Party]).Distinct().ToList();
        for (var i = 0; i < takers.Count; i++)
        {
            var preferred = home && takers[i].Kind == PartyKind.Person;
            var buyerClass = preferred ? lots.Of(BuyerClass.OnlyHome, BuyerClass.SecondHome) : BuyerClass.Other;
            var area = town.Title(unit.UnitCode)?.Area ?? unit.Area;
            var rates = NationalTables.Set.DeedTax.In(Cities.Dongguan).RatesFor(
                buyerClass, home, area == 0 ? Area.NotStated : Area.FromHundredths(area), Day.FromNumber(deed.Date), declared);
            var rate = rates[0].PerHundredThousand;
            e.Lines.Add(Line(unit.UnitCode, TaxKind.Deed, TaxSide.Transferee, takers[i], Part(net, takers.Count, i), rate, "", buyerClass));
            if (deed.TakerOwesIncome && takers[i].Kind == PartyKind.Person)
            {
                var exemption = lots.Chance(50) ? "INCOME_KIN" : "";
                e.Lines.Add(Line(unit.UnitCode, TaxKind.Income, TaxSide.Transferee, takers[i], Part(net, takers.Count, i), 20_000, exemption));
            }
        }

        if (!deed.GiverOwes)
            return;
        var givers = unit.Sellers.Select(stake => deed.Givers[(int)stake.Party]).Distinct().ToList();
        for (var i = 0; i < givers.Count; i++)
        {
            var part = Part(net, givers.Count, i);
            if (givers[i].Kind == PartyKind.Person)
            {
                var income = deed.Kind == InstrumentKind.Court ? 3_000u : home ? 1_000u : 1_500u;
                e.Lines.Add(Line(unit.UnitCode, TaxKind.Income, TaxSide.Transferor, givers[i], part, income));
                if (deed.Kind == InstrumentKind.Court)
                    continue;
                if (e.VatRate > 0)
                    e.Lines.Add(Line(unit.UnitCode, TaxKind.Vat, TaxSide.Transferor, givers[i], part, e.VatRate));
                else if (home)
                    e.Lines.Add(Line(unit.UnitCode, TaxKind.Vat, TaxSide.Transferor, givers[i], part, declared.Year < 2026 ? 5_000u : 3_000u, "VAT_2Y"));
                else
                    e.Lines.Add(Line(unit.UnitCode, TaxKind.Vat, TaxSide.Transferor, givers[i], 0, declared.Year < 2026 ? 5_000u : 3_000u));
            }

            if (givers[i].Kind != PartyKind.Person || !home)
                e.Lines.Add(Line(unit.UnitCode, TaxKind.LandAppreciation, TaxSide.Transferor, givers[i], part, 5_000));
        }
    }

    private static ulong Part(ulong fen, int parts, int index) => (fen / (ulong)parts) + (index == 0 ? fen % (ulong)parts : 0);

    private static TaxLine Line(
        string unit, TaxKind tax, TaxSide side, PartyAcrossUnits taxpayer, ulong fen, uint rate, string exemption = "",
        BuyerClass buyerClass = BuyerClass.Unspecified)
    {
        var due = Money.FromFen(fen).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(rate)).Fen;
        return new()
        {
            Tax = tax,
            Side = side,
            Taxpayer = taxpayer,
            BaseFen = fen,
            Rate = rate,
            DueFen = due,
            ReductionFen = exemption.Length > 0 ? due : 0,
            Exemption = exemption,
            BuyerClass = buyerClass,
            UnitCode = unit,
        };
    }

    private static Draft? Exempt(Town town, Lots lots)
    {
        var deeds = Deeds(town, ContractState.Filed).Where(deed => Page(town, deed.Number) is { State: TaxState.Assessed or TaxState.Cleared });
        if (lots.OfAny(deeds) is not { } deed)
            return null;
        var state = lots.Of(Page(town, deed.Number)!.Lines);
        return new(Members.Tax,
        [
            new TaxExempted
            {
                Act = Acts.Of(),
                ContractNumber = deed.Number,
                Date = town.Today.Number,
                Tax = state.Line.Tax,
                Side = state.Line.Side,
                Taxpayer = state.Line.Taxpayer,
                Exemption = state.Line.Tax switch
                {
                    TaxKind.Income => "INCOME_5Y_ONLY",
                    TaxKind.Vat => "VAT_2Y",
                    TaxKind.LandAppreciation => "LAT_PREPAID",
                    _ => deed.Kind == InstrumentKind.Inheritance ? "LEGAL_HEIR" : deed.Kind == InstrumentKind.Spouse ? "SPOUSE" : "PUBLIC_BODY",
                },
            },
        ]);
    }

    private static Draft? Pay(Town town, Lots lots)
    {
        var deeds = Deeds(town, ContractState.Filed, ContractState.Registered)
            .Where(deed => Page(town, deed.Number) is { State: TaxState.Assessed or TaxState.Cleared } page && page.Lines.Any(state => Open(state) > 0));
        if (lots.OfAny(deeds) is not { } deed)
            return null;
        var e = new TaxPaid { Act = Acts.Of(), ContractNumber = deed.Number, PaymentDate = town.Today.Number };

        // One voucher a taxpayer, all its taxes on it; now and then not all are paid.
        foreach (var payer in Page(town, deed.Number)!.Lines.Where(state => Open(state) > 0 && !lots.Chance(8))
            .GroupBy(state => (state.Line.Taxpayer, state.Line.Side)))
        {
            var ticket = new Ticket { Number = $"3441962105{town.Next():D8}", Taxpayer = payer.Key.Taxpayer, Date = town.Today.Number };
            ticket.Lines.AddRange(payer
                .GroupBy(state => (state.Line.Side, state.Line.Tax, state.Line.UnitCode))
                .Select(lines => new TicketLine
                {
                    Tax = lines.Key.Tax,
                    Side = lines.Key.Side,
                    UnitCode = lines.Key.UnitCode,
                    AmountFen = lines.Aggregate(0ul, (sum, state) => sum + Open(state)),
                })
                .OrderBy(line => line.Side).ThenBy(line => line.Tax).ThenBy(line => line.UnitCode, StringComparer.Ordinal));
            e.Tickets.Add(ticket);
        }

        return e.Tickets.Count == 0 ? null : new(Members.Tax, [e]);
    }

    private static ulong Open(TaxLineState state)
        => state.Exempted || state.Line.DueFen <= state.Line.ReductionFen + state.PaidFen ? 0 : state.Line.DueFen - state.Line.ReductionFen - state.PaidFen;

    private static Draft? Certify(Town town, Lots lots)
    {
        var deeds = Deeds(town, ContractState.Filed, ContractState.Registered).Where(deed => Page(town, deed.Number) is { State: TaxState.Assessed });
        if (lots.OfAny(deeds) is not { } deed)
            return null;
        var e = new TaxCertificateIssued
        {
            Act = Acts.Of(),
            Basis = deed.Number,
            CertificateNumber = $"3441952105{town.Next():D8}",
            Date = town.Today.Number,
        };
        e.Accounts.AddRange(Page(town, deed.Number)!.Lines
            .Select(state => new CoveredAccount { Tax = state.Line.Tax, Side = state.Line.Side, Taxpayer = state.Line.Taxpayer }).Distinct()
            .OrderBy(account => account.Side).ThenBy(account => account.Taxpayer, Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare))
            .ThenBy(account => account.Tax));
        return new(Members.Tax, [e]);
    }

    private static Draft? Refund(Town town, Lots lots)
    {
        var deeds = town.Book.Bases.Values.Where(basis => basis.Taxes is { } taxes && taxes.Lines.Values.Any(line => line.Amount > line.Refunded)
            && (!basis.IsAlive || lots.Chance(30)));
        if (lots.OfAny(deeds) is not { } basis)
            return null;
        var page = Page(town, basis.Number)!;
        var reason = basis.State is ContractState.Revoked or ContractState.FilingCancelled ? RefundReason.ContractFailed
            : lots.Chance(30) ? RefundReason.HomeSwap : RefundReason.Overpaid;
        var e = new TaxRefunded { Act = Acts.Of(), ContractNumber = basis.Number, Date = town.Today.Number, Reason = reason };
        foreach (var ticket in page.Tickets.Where(ticket => ticket.AmountFen > ticket.RefundedFen))
        {
            var state = page.Lines.FirstOrDefault(state => state.Line.Tax == ticket.Tax && state.Line.Side == ticket.Side
                && state.Line.UnitCode == ticket.UnitCode && state.Line.Taxpayer.Equals(ticket.Taxpayer));
            var owed = state is null || state.Exempted ? 0 : state.Line.DueFen - state.Line.ReductionFen;
            var paid = ticket.AmountFen - ticket.RefundedFen;
            var back = reason switch
            {
                RefundReason.ContractFailed => paid,
                RefundReason.HomeSwap => ticket is { Tax: TaxKind.Income, Side: TaxSide.Transferor } ? paid : 0,
                _ => (state?.PaidFen ?? paid) > owed ? Math.Min(paid, (state?.PaidFen ?? paid) - owed) : 0,
            };
            if (back > 0)
                e.Refunds.Add(new Refund { Number = ticket.Number, AmountFen = back, Tax = ticket.Tax, Side = ticket.Side, UnitCode = ticket.UnitCode });
        }

        return e.Refunds.Count == 0 ? null : new(Members.Tax, [e]);
    }
}
