using Ledger.Facts;
using Ledger.V1;
using static Ledger.Contracts.Tests.SaleScenes;

namespace Ledger.Contracts.Tests;

/// <summary>Mortgages from their contract to their end (events 18 to 24 and 60 to 67).</summary>
internal static class MortgageScenes
{
    // First registration and conversion are one case.
    private const int OneCase = 201;

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("mortgage contract", FlowCode.K5, static ledger => Then(new MortgageCase(new SaleCase(ledger).Open()), static mortgage => mortgage.Sign()))
        {
            Taker = TestParty.An,
        },
        new("mortgage contract withdrawn", static ledger => Then(new MortgageCase(new SaleCase(ledger)).ToSigned(), static mortgage => mortgage.Withdraw())),
        new("mortgagee consents", static ledger => Then(
            new MortgageCase(new SaleCase(ledger)).ToRegistered(), static mortgage => mortgage.Consent(ConsentSubject.Residence, SaleCase.Flat))),
        new("change agreed", static ledger => Then(new MortgageCase(new SaleCase(ledger)).ToRegistered(), static mortgage => Amount(mortgage, 70_000_000))),
        new("loan disbursed", static ledger => Then(
            new MortgageCase(new SaleCase(ledger)).ToRegistered(), static mortgage => mortgage.Disburse(mortgage.Terms.AmountFen))),
        new("release instructed", static ledger => Then(new MortgageCase(new SaleCase(ledger)).ToRegistered(), static mortgage => mortgage.Release())),
        new("unit released", static ledger => Then(
            new MortgageCase(new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage] }).ToRegistered(),
            static mortgage => mortgage.Release(static e => e.Units.Add(SaleCase.Flat)))),
        new("release withdrawn", static ledger => Then(new MortgageCase(new SaleCase(ledger)).ToReleased(), static mortgage => mortgage.WithdrawRelease())),
        new("mortgagee notified", static ledger =>
        {
            var mortgage = new MortgageCase(new SaleCase(ledger)) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();
            mortgage.Sale.Sign().Accept();
            return () => mortgage.Notify(static e => e.Date = 20210512);
        }),
        new("mortgage", FlowCode.M1, static ledger => Then(new MortgageCase(new SaleCase(ledger)).ToSigned(), static mortgage => mortgage.Register())),
        new("mortgage on the construction", FlowCode.M2, static ledger => Then(ConstructionSigned(ledger), static mortgage => mortgage.Register()))
        {
            Owner = TestParty.Developer,
        },
        new("higher amount", FlowCode.M3, static ledger => Changed(ledger, 90_000_000)),
        new("lower amount", FlowCode.M4, static ledger => Changed(ledger, 70_000_000)),
        new("unit out", FlowCode.M4, static ledger =>
        {
            var mortgage = new MortgageCase(new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage] }).ToRegistered();
            mortgage.Release(static e => e.Units.Add(SaleCase.Flat)).Accept();
            return () => mortgage.Change(MortgageChangeKind.UnitsOut, static e => e.Units.RemoveAt(1));
        }),
        new("unit in", FlowCode.M3, static ledger =>
        {
            var sale = new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage] };
            var mortgage = new MortgageCase(sale) { Units = [SaleCase.Garage] }.ToRegistered();
            mortgage.Agree(MortgageChangeKind.UnitsIn, agreement =>
            {
                var both = new MortgageCase(sale).Signing();
                agreement.Units.AddRange(both.Units);
                agreement.Mortgagors.AddRange(both.Mortgagors);
                agreement.Debtors.AddRange(both.Debtors);
            }).Accept();
            return () => mortgage.Change(MortgageChangeKind.UnitsIn, e =>
            {
                e.Units.Clear();
                e.Units.Add(mortgage.Recording(SaleCase.Flat, mortgage.Later, 1));
            });
        }),
        new("ranks", FlowCode.M5, static ledger =>
        {
            var first = new MortgageCase(new SaleCase(ledger)).ToRegistered();
            var second = first.Next();
            second.Sign().Accept();
            second.Register().Accept();
            first.Consent(ConsentSubject.Rank, of: second.Id).Accept();
            return () => first.Reorder(null, second.Id, first.Id);
        }),
        new("assignment", FlowCode.M6, static ledger =>
        {
            var mortgage = new MortgageCase(new SaleCase(ledger)).ToRegistered();
            MortgageId assignee = new() { Mortgagee = Members.BankB.CreditCode, ContractNumber = "ZR-2021-1" };
            mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee).Accept();
            mortgage.Agree(MortgageChangeKind.Assigned, agreement => agreement.Assignee = assignee, Members.BankB, accepts: true).Accept();
            return () => mortgage.Assign(assignee);
        }),
        new("determination", FlowCode.M7, static ledger =>
        {
            var mortgage = new MortgageCase(new SaleCase(ledger));
            mortgage.Terms.Mode = MortgageMode.Maximum;
            (mortgage.Terms.DeterminationStart, mortgage.Terms.DeterminationEnd) = (20210520, 20310520);
            mortgage.ToRegistered();
            return () => mortgage.Determine(DeterminationGround.Bankruptcy, 80_000_000);
        }),
        new("conversion", FlowCode.M8, static ledger =>
        {
            var mortgage = ConstructionSigned(ledger);
            mortgage.Register().Accept();
            mortgage.Sale.Open(e => Finish(ledger, e));
            return () => mortgage.Convert(static e => e.Recording = Acts.Recorded(Day.Of(2021, 4, 1), Day.Of(2021, 4, 6), OneCase));
        }) { Owner = TestParty.Developer },
        new("cancellation", FlowCode.M9, static ledger => Then(new MortgageCase(new SaleCase(ledger)).ToReleased(), static mortgage => mortgage.Cancel())),
    ];

    private static Func<Outcome> Changed(TestLedger ledger, ulong fen)
    {
        var mortgage = new MortgageCase(new SaleCase(ledger)).ToRegistered();
        Amount(mortgage, fen).Accept();
        return () => mortgage.Change(MortgageChangeKind.Amount);
    }

    private static Outcome Amount(MortgageCase mortgage, ulong fen) => mortgage.Agree(MortgageChangeKind.Amount, agreement =>
    {
        agreement.Terms = mortgage.Page.Terms.Clone();
        agreement.Terms.AmountFen = fen;
    });

    private static MortgageCase ConstructionSigned(TestLedger ledger)
    {
        var sale = new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage], Owners = [new(TestParty.Developer)] };
        ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Parcel, static e => e.Opening.RightType = 3)).Accept();
        var mortgage = new MortgageCase(sale) { Object = MortgageObject.Construction, Signed = Day.Of(2021, 3, 4), Recorded = Day.Of(2021, 3, 8) };
        mortgage.Terms.TermStart = 20210304;
        mortgage.Sign().Accept();
        return mortgage;
    }

    private static void Finish(TestLedger ledger, FirstRegistered e)
    {
        e.Act = Acts.Of("C-46");
        e.Recording = Acts.Recorded(Day.Of(2021, 4, 1), Day.Of(2021, 4, 2), OneCase);
        var desk = new DeskPage { UnitCode = e.Opening.UnitCode };
        desk.Cases.Add(new DeskCase
        {
            AcceptanceNumber = e.Recording.AcceptanceNumber,
            AcceptanceMs = e.Recording.AcceptanceTimeMs,
            Flows = { FlowCode.F102, FlowCode.M8 },
        });
        ledger.PutOld(PageKeys.Desk(e.Opening.UnitCode), desk);
    }
}
