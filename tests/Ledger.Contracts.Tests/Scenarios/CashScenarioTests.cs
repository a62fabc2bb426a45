using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Whole sales of a stock home that the buyer pays for (scenarios 1, 7 and 26 of events.md).</summary>
public sealed class CashScenarioTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void Scenario_1_a_cash_sale_from_its_contract_to_certificate_and_archive()
    {
        using var file = new CaseFile(sale)
        {
            Accepted = Day.Of(2021, 5, 14),
            Basis = sale.Number,
            Applicants = [TestParty.An, TestParty.Bo],
        };
        file.At(Day.Of(2021, 5, 12));
        sale.Ledger.Counter.Open = true;
        sale.Open();
        sale.Ledger.Counter.Open = false;
        var old = sale.Title().Owners[0].Certificate;
        sale.Sign().Accept();
        sale.File().Accept();

        file.Flows = [file.Flow(FlowCode.F211, SaleCase.Flat, 1)];
        file.At(file.Accepted, 8).Enrol();
        Register(file.At(file.Accepted).Application());

        // Reviewed and recorded at once, before the taxes.
        sale.Ledger.Submit(Members.Registration, file.Review(), Transfer(file)).Refuse("C-14", "C-15");
        Assert.Equal(CaseState.Accepted, file.State);
        file.At(file.Accepted, 12);
        sale.Assess().Accept();
        sale.Pay().Accept();
        Register(file.At(Day.Of(2021, 5, 17)).Review());
        var transfer = Transfer(file);
        Register(transfer);

        var issued = transfer.Units[0].Buyers[0].Certificate;
        Assert.Equal((CertificateState.Void, CertificateState.Live), (Certificate(old).State, Certificate(issued).State));
        Assert.Null(sale.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat)));

        Register(Issue(file, issued));
        Register(file.Archive());
        Assert.Equal((CaseState.Archived, Day.Of(2021, 5, 17).Number), (file.State, Certificate(issued).Handed));

        // Whoever sends the transfer again: case and contract have ended, the seller owns nothing, the numbers are used.
        sale.Ledger.Submit(Members.Registration, transfer).Refuse("STATE", "C-06", "C-54");
    }

    [Fact]
    public void Scenario_7_a_sale_cancelled_after_its_taxes()
    {
        sale.ToPaid();
        var transfer = sale.Transfer();
        sale.Revoke().Accept();
        sale.Refund(RefundReason.ContractFailed).Accept();

        sale.Ledger.Submit(Members.Registration, transfer).Refuse("C-11", "C-14", "C-15", "C-16", "C-21");

        var next = new SaleCase(sale.Ledger) { Number = "441900B21050000002", Buyers = [new(TestParty.Chen)], Offset = 4_000 };
        next.Sign().Accept();
        Assert.Equal(ContractState.Signed, next.Contract.State);
    }

    [Fact]
    public void Scenario_26_a_contract_amended_after_its_taxes()
    {
        sale.ToPaid();
        sale.Amend(e => Reprice(e, 110_000_000)).Accept();
        sale.Record().Refuse("C-14");

        // Declared anew, and assessed above the new price: less than what was paid is owed.
        sale.Price = 110_000_000;
        sale.Declared = sale.Signed.AddDays(4);
        sale.Declare().Accept();
        Assess(115_000_000, sale.Signed.AddDays(5)).Accept();
        sale.Record().Refuse("C-16");
        Overpaid(sale.Signed.AddDays(6)).Accept();
        sale.Record(e => e.Recording.RecordingDate = sale.Signed.AddDays(9).Number).Accept();

        // The price turns out to be the value when the buyer owns already.
        Assess(110_000_000, sale.Signed.AddDays(12)).Accept();
        Overpaid(sale.Signed.AddDays(12)).Accept();

        var tax = sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!;
        Assert.Equal(2_200_000ul, tax.Tickets.Aggregate(0ul, (sum, row) => sum + row.AmountFen - row.RefundedFen));
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
    }

    private Outcome Assess(ulong value, Day day) => sale.Ledger.Submit(Members.Tax, sale.Assessment(e =>
    {
        e.AssessmentDate = day.Number;
        e.BaseFen = e.UnitBases[0].BaseFen = value;
        e.BaseReason = value > sale.Price ? BaseReason.AssessedUp : BaseReason.ContractPrice;
        foreach (var line in e.Lines)
        {
            (line.BaseFen, line.DueFen) = (value, value * line.Rate / 100_000);
            line.ReductionFen = line.Exemption.Length > 0 ? line.DueFen : 0;
        }
    }));

    // Gives back what was paid above what is owed.
    private Outcome Overpaid(Day day)
    {
        var page = sale.Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!;
        return sale.Refund(RefundReason.Overpaid, e =>
        {
            e.Date = day.Number;
            foreach (var refund in e.Refunds)
                refund.AmountFen -= page.Lines.Single(state => state.Line.Tax == refund.Tax && state.Line.Side == refund.Side).Line.DueFen;
        });
    }

    private static void Reprice(ContractAmended e, ulong price)
    {
        e.PriceFen = price;
        SaleCase.Spread(e.Units, price);
    }

    private TransferRecorded Transfer(CaseFile file) => sale.Transfer(e =>
    {
        e.Recording = file.Recording();
        e.Units[0].BusinessNumber = file.Flows[0].BusinessNumber;
    });

    private CertificateIssued Issue(CaseFile file, CertificateId id) => new()
    {
        Act = Acts.Of(),
        AcceptanceNumber = file.Number,
        Certificates =
        {
            new IssuedCertificate
            {
                Certificate = id,
                ContentRoot = ByteString.CopyFrom(CertificateContents.RootOf(CertificateContents.OfTitle(id, Certificate(id), [sale.Title()])!)),
                PrintedSerial = "44123456789",
                Printed = Day.At(sale.Ledger.TimeMs).Number,
                Handed = Day.At(sale.Ledger.TimeMs).Number,
                Receiver = TestParty.Bo.At(SaleCase.Flat),
                Method = IssueMethod.Counter,
            },
        },
    };

    private CertificatePage Certificate(CertificateId id) => sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(id))!;

    private void Register(IMessage e) => sale.Ledger.Submit(Members.Registration, e).Accept();
}
