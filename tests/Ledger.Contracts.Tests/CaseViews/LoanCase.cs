using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A sale with a loan, accepted in Humen for Chang'an on 2021-05-14 for transfer and mortgage together; the counter is closed.</summary>
internal sealed class LoanCase : IDisposable
{
    /// <summary>The contract is signed and filed, the loan agreed on; nothing is accepted yet.</summary>
    public LoanCase(Action<SaleCase>? change = null)
    {
        Sale = new(TestLedger.Two()) { PaidBy = PaymentMode.Loan };
        change?.Invoke(Sale);
        File = new(Sale) { Accepted = Day.Of(2021, 5, 14), Basis = Sale.Number, Applicants = [TestParty.An, TestParty.Bo] };
        File.At(Day.Of(2021, 5, 12));
        Sale.Ledger.Counter.Open = true;
        Sale.Open();
        Sale.Ledger.Counter.Open = false;
        Sale.Sign(e => e.Supervised = true).Accept();
        Sale.File().Accept();
        Funds = new(Sale);
        Mortgage = new(Sale) { Mortgagors = [new(TestParty.Bo)], PaysFor = Sale.Number, Signed = Day.Of(2021, 5, 12), Recorded = Day.Of(2021, 5, 19) };
        File.Flows = [File.Flow(FlowCode.F211, SaleCase.Flat, 1), File.Flow(FlowCode.M1, SaleCase.Flat, 2)];
    }

    public SaleCase Sale { get; }

    public CaseFile File { get; }

    public FundCase Funds { get; }

    public MortgageCase Mortgage { get; }

    public TestLedger Ledger => Sale.Ledger;

    /// <summary>How it stands at the ledger's clock.</summary>
    public CaseView View => Ledger.View(File.Number)!;

    /// <summary>Accepts it.</summary>
    public LoanCase Accept()
    {
        File.At(File.Accepted, 8).Enrol();
        return Register(File.At(File.Accepted).Application());
    }

    /// <summary>Agreement and money, mortgage contract, taxes paid.</summary>
    public LoanCase Prepare()
    {
        Funds.Supervise().Accept();
        Funds.Deposit().Accept();
        Mortgage.Sign().Accept();
        Sale.Assess().Accept();
        Sale.Pay().Accept();
        return this;
    }

    /// <summary>Accepted, prepared and reviewed.</summary>
    public LoanCase ToReviewed() => Accept().Prepare().Register(File.At(Day.Of(2021, 5, 17)).Review());

    /// <summary>Transfer and mortgage in one envelope.</summary>
    public TransferRecorded Record()
    {
        var transfer = Sale.Transfer(e =>
        {
            e.Recording = File.Recording();
            e.Units[0].BusinessNumber = File.Flows[0].BusinessNumber;
        });
        var mortgage = Mortgage.Registration(e =>
        {
            e.Recording = transfer.Recording.Clone();
            e.Units[0].BusinessNumber = File.Flows[1].BusinessNumber;
        });
        Ledger.Submit(Members.Registration, transfer, mortgage).Accept();
        return transfer;
    }

    /// <summary>Issues every certificate of the case.</summary>
    public CertificateIssued Issuing()
    {
        var e = new CertificateIssued { Act = Acts.Of(), AcceptanceNumber = File.Number };
        foreach (var number in File.Page.Certificates.Order(StringComparer.Ordinal))
        {
            var id = new CertificateId { Number = number };
            var page = Ledger.Read<CertificatePage>(PageKeys.Certificate(id))!;
            var content = page.Kind == CertificateKind.Title ? CertificateContents.OfTitle(id, page, [Sale.Title()])!
                : CertificateContents.OfMortgage(id, page, Mortgage.Page)!;
            e.Certificates.Add(new IssuedCertificate
            {
                Certificate = id,
                ContentRoot = ByteString.CopyFrom(CertificateContents.RootOf(content)),
                PrintedSerial = $"4412345678{e.Certificates.Count}",
                Printed = Day.At(Ledger.TimeMs).Number,
            });
        }

        return e;
    }

    public LoanCase Register(IMessage e)
    {
        Ledger.Submit(Members.Registration, e).Accept();
        return this;
    }

    public void Dispose() => File.Dispose();
}
