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

        sale.Price = 110_000_000;
        sale.Declared = sale.Signed.AddDays(4);
        sale.Declare().Accept();
        sale.Ledger.Submit(Members.Tax, sale.Assessment()).Accept();
        sale.Record().Refuse("C-16");
        Overpaid(100_000, 1).Accept();
        sale.Record().Accept();

        // The base is found to be lower still when the buyer owns already.
        Ledger.Submit(Members.Tax, sale.Assessment(e =>
        {
            e.AssessmentDate = sale.Signed.AddDays(15).Number;
        })).Accept();
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
    }

    private TestLedger Ledger => sale.Ledger;

    // Gives back of every voucher's line what is paid too much.
    private Outcome Overpaid(ulong _, uint days)
    {
        var page = Ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!;
        return sale.Refund(RefundReason.Overpaid, e =>
        {
            e.Date = sale.Signed.AddDays(10 + (int)days).Number;
            foreach (var refund in e.Refunds)
            {
                var owed = page.Lines.Where(state => state.Line.Tax == refund.Tax && state.Line.Side == refund.Side)
                    .Aggregate(0ul, (sum, state) => sum + state.Line.DueFen - state.Line.ReductionFen);
                refund.AmountFen -= owed;
            }
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
