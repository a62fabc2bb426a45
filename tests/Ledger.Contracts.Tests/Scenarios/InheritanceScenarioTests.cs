using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A flat that goes to an heir, without a contract (scenario 12 of events.md).</summary>
public sealed class InheritanceScenarioTests
{
    private const ulong Value = 100_000_000;

    private readonly SaleCase sale = new(TestLedger.Two());

    private TestLedger Ledger => sale.Ledger;

    [Fact]
    public void Scenario_12_a_notarised_inheritance_is_recorded_without_a_contract()
    {
        var deed = new DeedCase(InstrumentKind.Inheritance, sale).ToStated();
        var tax = Taxes(deed);
        tax.Declare().Accept();
        Ledger.Submit(Members.Tax, Assessed(tax)).Accept();
        deed.Record().Refuse("C-14", "C-16");
        Ledger.Submit(Members.Tax, Exempted(tax)).Accept();

        deed.Record().Accept();

        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
        Assert.Equal((deed.Number, ""), (sale.Title().Basis, sale.Title().ContractNumber));
        Assert.Equal(InstrumentState.Registered, deed.Page!.State);
        Assert.Null(Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number)));
    }

    [Fact]
    public void Scenario_12_an_inheritance_without_a_notary_waits_for_its_public_notice()
    {
        using var file = new CaseFile(sale)
        {
            Accepted = Day.Of(2021, 6, 4),
            Flows = [],
            Applicants = [TestParty.Bo],
        };
        Ledger.Counter.Open = true;
        var deed = new DeedCase(InstrumentKind.Inheritance, sale) { Notarised = false };
        sale.Open();
        deed.State().Refuse("C-66");
        deed.Papers.Add("HEIRS_HEARD");
        deed.State().Accept();
        Ledger.Counter.Open = false;
        var tax = Taxes(deed);
        tax.Declare().Accept();
        Ledger.Submit(Members.Tax, Assessed(tax)).Accept();
        Ledger.Submit(Members.Tax, Exempted(tax)).Accept();

        // Fifteen working days: the last is 06-28, for 06-14 is the Dragon Boat Festival.
        file.Basis = deed.Number;
        file.Flows = [file.Flow(FlowCode.F214, SaleCase.Flat, 1)];
        file.Open();
        var last = Day.Of(2021, 6, 28);
        Submit(file.Notice(PublicNoticeKind.Inheritance, last.AddDays(-1))).Refuse("C-86");
        Submit(file.Notice(PublicNoticeKind.Inheritance, last)).Accept();

        file.At(last);
        Submit(file.Review(), Transfer(deed, file)).Refuse("STATE");
        file.At(last.AddDays(1));
        Submit(file.Review(), Transfer(deed, file)).Accept();

        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
        Assert.Equal(CaseState.Recorded, file.State);
    }

    [Fact]
    public void Scenario_12_a_bequest_is_not_exempt_as_an_inheritance_is()
    {
        var deed = new DeedCase(InstrumentKind.Bequest, sale).ToStated();
        var tax = Taxes(deed);
        tax.Declare().Accept();
        Ledger.Submit(Members.Tax, Assessed(tax, e => e.Lines.Add(
            tax.LineOf(SaleCase.Flat, TaxKind.Income, TaxSide.Transferee, TestParty.Bo, Value, 20_000, "INCOME_KIN")))).Accept();
        Ledger.Submit(Members.Tax, Exempted(tax)).Refuse("C-77");

        tax.Pay().Accept();
        deed.Record().Accept();

        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
    }

    private static SaleCase Taxes(DeedCase deed) => new(deed.Ledger) { Number = deed.Number, Signed = deed.Date, Price = 0, Offset = 4_000 };

    // Deed tax on the assessed value; nobody gives for a price.
    private static TaxAssessed Assessed(SaleCase tax, Action<TaxAssessed>? change = null) => tax.Assessment(e =>
    {
        foreach (var line in e.Lines.Where(line => line.Side == TaxSide.Transferor).ToList())
            e.Lines.Remove(line);
        var deed = Assert.Single(e.Lines);
        (deed.BaseFen, deed.DueFen) = (Value, Value / 100);
        e.BaseFen = e.UnitBases[0].BaseFen = Value;
        e.VatTreatment = VatTreatment.NotSubject;
        change?.Invoke(e);
    });

    private static TaxExempted Exempted(SaleCase tax)
        => tax.Exemption(TaxKind.Deed, TaxSide.Transferee, TestParty.Bo, e => e.Exemption = "LEGAL_HEIR");

    private static TransferRecorded Transfer(DeedCase deed, CaseFile file) => deed.Transfer(e =>
    {
        e.Recording = file.Recording();
        e.Units[0].BusinessNumber = file.Flows[0].BusinessNumber;
    });

    private Outcome Submit(params IMessage[] events) => Ledger.Submit(Members.Registration, events);
}
