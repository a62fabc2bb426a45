using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Well-formed events of every type of profile 1, as a few cases submit them.</summary>
internal static class Samples
{
    private static readonly IReadOnlyList<(Member Signer, IMessage Event)> All = Run();

    /// <summary>The events of one type (short name), the caller's to change.</summary>
    public static IReadOnlyList<IMessage> Of(string name)
        => [.. All.Where(sample => sample.Event.Descriptor.Name == name)
            .Select(sample => sample.Event.Descriptor.Parser.ParseFrom(sample.Event.ToByteArray()))];

    /// <summary>Who signed one of its type.</summary>
    public static Member SignerOf(IMessage e) => All.First(sample => sample.Event.Descriptor == e.Descriptor).Signer;

    private static List<(Member Signer, IMessage Event)> Run()
    {
        var ledger = new TestLedger { Profile = 1 };
        var sale = new SaleCase(ledger)
        {
            Units = [SaleCase.Flat, SaleCase.Garage],
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/3"), new(TestParty.Dai, "2/3")],
            Sellers = [new(TestParty.Dai, "1/3")],
            Sold = "1/3",
            BuyerKind = CoOwnership.Joint,
            Buyers = [new(TestParty.Bo), new(TestParty.Chen)],
        }.Open();
        sale.Sign(e =>
        {
            e.Act = Acts.Of("F-07");
            e.Units[0].Land.Add(new LandShare { Area = 100 });
        }).Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.Dai).Accept();
        sale.Pay().Accept();
        sale.Record().Accept();
        ledger.Submit(Members.Registration, sale.Migration("441900004001GB00012F00050005", e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
        })).Accept();

        var failed = new SaleCase(ledger) { Units = ["441900004001GB00012F00030003"], Number = "441900B21050000003", Offset = 2_000 }.ToPaid();
        failed.Revoke().Accept();
        failed.Refund(RefundReason.ContractFailed).Accept();

        var mortgaged = new SaleCase(ledger) { Units = ["441900004001GB00012F00040004"], Number = "441900B21050000004", Offset = 3_000 };
        var mortgage = new MortgageCase(mortgaged) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) };
        mortgaged.Open();
        mortgage.Sign(e => e.MortgagorsNotSigning.Add(0)).Refuse("C-27");
        mortgage.Sign().Accept();
        mortgage.Register().Accept();
        mortgaged.Sign().Accept();
        mortgage.Notify(e => e.Date = 20210512).Accept();
        mortgage.Consent(e => e.Date = 20210513).Accept();
        mortgage.Release().Accept();
        mortgage.Cancel().Accept();

        var book = new SeizureBook(ledger, "441900004001GB00099W00000000").At(Day.Of(2021, 6, 2));
        book.Enter(1).Accept();
        book.Renew(1).Accept();
        book.Lift(1).Accept();
        return ledger.Submitted;
    }
}
