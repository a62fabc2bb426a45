using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Pre-sale, contracts and their money (events 1 to 10 and 25).</summary>
internal static class SaleScenes
{
    /// <summary>Number of a contract of a flat that stands.</summary>
    public const string Stock = "441900B21050000001";

    /// <summary>Number of a pre-sale's contract.</summary>
    public const string New = "441900A21050000001";

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("permit issued", static ledger => Then(new PresaleCase(ledger).OpenLand(), static sale => sale.Issue())),
        new("permit ended", static ledger => Then(new PresaleCase(ledger).ToPermit(), static sale => sale.Change(PermitState.Ended, Day.Of(2021, 4, 2)))),
        new("building added", static ledger => Then(
            new PresaleCase(ledger).ToPermit(), static sale => sale.Change(PermitState.Valid, Day.Of(2021, 4, 2), "441900004001GB00012F0002")))
        {
            Unit = SaleCase.Parcel, Owner = TestParty.Developer,
        },
        new("house table", static ledger => Then(new PresaleCase(ledger).ToPermit(), static sale => sale.Publish(sale.Rows()))),
        new("signed", FlowCode.K1, static ledger => Then(new SaleCase(ledger).Open(), static sale => sale.Sign())) { Basis = Stock },
        new("signed", FlowCode.K2, static ledger => Then(new PresaleCase(ledger).ToForSale(), static presale => presale.Sale.Sign()))
        {
            Owner = TestParty.Developer, Basis = New,
        },
        new("filing returned", static ledger => Then(new SaleCase(ledger).ToSigned(), static sale => sale.ReturnFiling())) { Basis = Stock },
        new("filed", FlowCode.K3, static ledger => Then(new SaleCase(ledger).ToSigned(), static sale => sale.File())) { Basis = Stock },
        new("amended", FlowCode.K3, static ledger => Then(
            new SaleCase(ledger).ToFiled(),
            static sale => sale.Amend(static e => (e.PriceFen, e.Units[0].PriceFen) = (e.PriceFen - 100, e.PriceFen - 100)))) { Basis = Stock },
        new("pre-sale amended", FlowCode.K3, static ledger => Then(
            new PresaleCase(ledger).ToFiled(),
            static presale => presale.Sale.Amend(static e => (e.PriceFen, e.Units[0].PriceFen) = (e.PriceFen - 100, e.PriceFen - 100))))
        {
            Owner = TestParty.Developer, Basis = New,
        },
        new("revoked", FlowCode.K4, static ledger => Then(new SaleCase(ledger).ToFiled(), static sale => sale.Revoke())) { Basis = Stock },
        new("funds supervised", static ledger => Then(new FundCase(new SaleCase(ledger).ToFiled()), static funds => funds.Supervise())),
        new("funds deposited", static ledger => Then(new FundCase(new SaleCase(ledger).ToFiled()).ToSupervised(), static funds => funds.Deposit())),
        new("funds released", static ledger =>
        {
            var funds = new FundCase(new SaleCase(ledger).ToFiled()).ToArrived();
            funds.Sale.Revoke().Accept();
            return () => funds.Release(static e => (e.To, e.Ground) = (FundPayee.Buyer, FundReleaseGround.ContractEnded));
        }),
    ];

    /// <summary>What is done on a case that was brought so far.</summary>
    public static Func<Outcome> Then<T>(T known, Func<T, Outcome> act) => () => act(known);
}
