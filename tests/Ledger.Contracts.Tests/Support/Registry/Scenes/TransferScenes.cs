using Ledger.Facts;
using Ledger.V1;
using static Ledger.Contracts.Tests.SaleScenes;

namespace Ledger.Contracts.Tests;

/// <summary>Transfers by contract, by instrument and by court (events 41 and 42).</summary>
internal static class TransferScenes
{
    private const string Deed = "ZY202105100001";
    private const string Document = "（2021）粤1971执保123号";

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("new home", FlowCode.F210, static ledger =>
        {
            var presale = new PresaleCase(ledger);
            (presale.Sale.Signed, presale.Sale.Vat, presale.Sale.Declared) = (Day.Of(2021, 4, 15), 9_000, Day.Of(2021, 5, 21));
            presale.ToFiled();
            ledger.Submit(Members.Registration, OpeningScenes.Project(presale.Sale, Day.Of(2021, 5, 18))).Accept();
            presale.Sale.Assess().Accept();
            presale.Sale.Pay().Accept();
            return () => presale.Sale.Record();
        }) { Owner = TestParty.Developer, Basis = New },
        new("stock home", FlowCode.F211, static ledger => Then(new SaleCase(ledger).ToPaid(), static sale => sale.Record())) { Basis = Stock },
        new("mortgage carried", FlowCode.F212, static ledger =>
        {
            var mortgage = new MortgageCase(new SaleCase(ledger)) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();
            var sale = mortgage.Sale;
            sale.Sign().Accept();
            sale.File().Accept();
            mortgage.Notify(static e => e.Date = 20210512).Accept();
            sale.Assess().Accept();
            sale.Pay().Accept();
            return () => sale.Record(static e => e.Mortgages = MortgageHandling.Carried);
        }) { Basis = Stock },
        By(InstrumentKind.Gift, FlowCode.F213),
        By(InstrumentKind.Inheritance, FlowCode.F214),
        new("exchange", FlowCode.F215, static ledger =>
        {
            const string Pair = "ZY202105100002";
            var first = new DeedCase(InstrumentKind.Exchange, new SaleCase(ledger)) { Pair = Pair }.ToStated().Clear();
            var other = new SaleCase(ledger) { Units = [SaleCase.Garage], Owners = [new(TestParty.Bo)], Offset = 500 };
            new DeedCase(InstrumentKind.Exchange, other) { Number = Pair, Pair = first.Number, Takers = [new(TestParty.An)] }.ToStated().Clear();
            return () => first.Record();
        }) { Basis = Deed },
        By(InstrumentKind.Partition, FlowCode.F216),
        By(InstrumentKind.Contribution, FlowCode.F217),
        new("court, mortgages extinguished", FlowCode.F218, static ledger => ByCourt(ledger, mortgaged: false)) { Basis = Deed },
        new("court, mortgages carried", FlowCode.F219, static ledger => ByCourt(ledger, mortgaged: true)) { Basis = Deed },
    ];

    private static Scene By(InstrumentKind kind, FlowCode flow) => new(
        $"{kind}", flow, ledger => Then(new DeedCase(kind, new SaleCase(ledger)).ToStated().Clear(), static deed => deed.Record()))
    { Basis = Deed };

    private static Func<Outcome> ByCourt(TestLedger ledger, bool mortgaged)
    {
        var deed = new DeedCase(InstrumentKind.Court, new SaleCase(ledger));
        if (mortgaged)
            new MortgageCase(deed.Sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();
        else
            deed.Sale.Open();
        deed.State().Accept();
        deed.Clear();
        var key = PageKeys.Encumbrances(SaleCase.Flat);
        var page = ledger.Read<EncumbrancePage>(key)!;
        page.Seizures.Add(Encumbrances.Seizure(Document, start: Day.Of(2021, 3, 1)));
        ledger.PutOld(key, page);
        return () => ledger.Submit(Members.Registration, Ruling(deed, mortgaged ? CourtMortgages.Carried : CourtMortgages.Extinguished));
    }

    private static CourtTransferRecorded Ruling(DeedCase deed, CourtMortgages mortgages)
    {
        var page = deed.Page!;
        var owner = deed.Sale.Title().Owners[0];
        var accepted = deed.Date.AddDays(2);
        var e = new CourtTransferRecorded
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(accepted, accepted.AddDays(3), 99),
            Authority = Encumbrances.Court,
            Ruling = "（2021）粤1971执恢7号",
            Effective = deed.Date.Number,
            Reason = CourtTransferReason.Auction,
            Mortgages = mortgages,
            Basis = deed.Number,
            SeizuresEnded = { Document },
        };
        var unit = new UnitTransfer { UnitCode = SaleCase.Flat, BusinessNumber = deed.Sale.Business(accepted), Epoch = 1 };
        unit.Previous.Add(owner.Certificate);
        unit.Sellers.AddRange(page.Givers.Select(party => new PartShare { Party = party.At(0) }));
        unit.Buyers.AddRange(page.Takers.Select(party => new Holder { Party = party.At(0), Certificate = deed.Sale.Certificate() }));
        e.Units.Add(unit);
        return e;
    }
}
