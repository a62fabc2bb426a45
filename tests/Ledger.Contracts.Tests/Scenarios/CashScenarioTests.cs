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
