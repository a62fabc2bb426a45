using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Printing and handing out what a case's recording issued.</summary>
public sealed class CertificateIssueRuleTests
{
    private readonly SaleCase sale = new(new() { Profile = 2 });
    private readonly FirstRegistered opened;

    public CertificateIssueRuleTests()
    {
        opened = sale.FirstRegistration(SaleCase.Flat);
        sale.Ledger.Submit(Members.Registration, opened).Accept();
    }

    private CertificateId Id => opened.Opening.Owners[0].Certificate;

    private CertificatePage Page => sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(Id))!;

    [Fact]
    public void A_certificate_is_printed_from_the_book_and_handed_out()
    {
        Issue(e => Print(e, handed: 0)).Accept();
        Assert.Equal((20210302u, 0u, "44123456789"), (Page.Printed, Page.Handed, Page.PrintedSerial));

        Issue().Accept();
        Assert.Equal((20210303u, CertificateState.Live), (Page.Handed, Page.State));
    }

    [Fact]
    public void C55_a_certificate_that_says_something_else_than_the_book_is_refused()
    {
        var content = Content();
        content.Titles[0].Area++;

        Assert.Contains(
            "is not what the book says",
            Issue(e => e.Certificates[0].ContentRoot = Root(content)).Refuse("C-55").Of("C-55").MessageEn,
            StringComparison.Ordinal);
        Issue().Accept();
    }

    [Fact]
    public void C55_what_a_certificate_says_is_a_function_of_the_pages()
    {
        var root = Root(Content());

        Assert.Equal(root, Root(Content()));
        var other = sale.Title();
        other.Owners[0].Certificate = new() { Number = "粤（2021）东莞不动产权第9999999号" };
        Assert.Null(CertificateContents.OfTitle(Id, Page, [other]));
    }

    [Fact]
    public void C55_the_proof_of_a_mortgage_says_what_the_mortgages_page_says()
    {
        var mortgage = new MortgageCase(sale);
        mortgage.Sign().Accept();
        var registered = mortgage.Registration();
        sale.Ledger.Submit(Members.Registration, registered).Accept();
        var proof = registered.Certificate;
        var page = sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(proof))!;
        var content = CertificateContents.OfMortgage(proof, page, mortgage.Page)!;

        IssueProof(registered, proof, Root(content)).Accept();

        content.Mortgage.Terms.AmountFen++;
        IssueProof(registered, proof, Root(content)).Refuse("C-55");
    }

    [Fact]
    public void C57_a_certificate_is_printed_on_the_day_of_the_recording_or_later()
    {
        Issue(e => e.Certificates[0].Printed = 20210228).Refuse("C-57");
        Issue(e => e.Certificates[0].Printed = 20210301).Accept();
    }

    [Fact]
    public void C57_a_certificate_is_handed_out_on_the_day_it_was_printed_or_later_and_not_in_the_future()
    {
        Issue(e => e.Certificates[0].Handed = 20210301).Refuse("C-57");
        Issue(e => e.Certificates[0].Handed = 20210602).Refuse("C-57");
        Issue(e => e.Certificates[0].Handed = 20210302).Accept();
    }

    [Fact]
    public void F03_a_legacy_number_is_not_printed_again()
        => Issue(e => e.Certificates[0].Certificate = new() { LegacyHash = Acts.Bytes(6) }).Refuse("C-69");

    [Fact]
    public void F03_a_malformed_number_is_refused()
        => Issue(e => e.Certificates[0].Certificate = new() { Number = "粤(2021)东莞不动产权第0000001号" }).Refuse("F-03");

    [Fact]
    public void STATE_a_certificate_is_issued_by_its_own_case_after_its_recording()
    {
        Issue(e => e.AcceptanceNumber = "202102250999").Refuse("STATE");
        var other = sale.FirstRegistration(SaleCase.Garage);
        sale.Ledger.Submit(Members.Registration, other).Accept();
        Issue(e => e.AcceptanceNumber = other.Recording.AcceptanceNumber).Refuse("STATE");
    }

    [Fact]
    public void STATE_a_number_that_was_never_issued_or_is_void_is_not_printed()
    {
        var unknown = sale.Certificate();
        Assert.Contains("never issued", Issue(e => e.Certificates[0].Certificate = unknown).Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
        var page = Page;
        (page.State, page.Live, page.Voided) = (CertificateState.Void, false, 20210305);
        sale.Ledger.PutOld(PageKeys.Certificate(Id), page);

        Assert.Contains("is void", Issue().Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void STATE_a_certificate_is_handed_out_once()
    {
        Issue().Accept();

        Assert.Contains("handed out", Issue().Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C74_who_issues_has_the_duty()
    {
        sale.Ledger.Counter.Enrol(Members.Registration, Counter.Operator, StaffDuty.Record);

        Issue().Refuse("C-74");
    }

    [Fact]
    public void C69_who_received_it_is_stated_with_the_day_and_not_without()
    {
        Issue(e => e.Certificates[0].Receiver = null).Refuse("C-69");
        Issue(e => e.Certificates[0].Handed = 0).Refuse("C-69");
        Issue(e => (e.Certificates[0].PrintedSerial, e.Certificates[0].ElectronicId) = ("", "")).Refuse("C-69");
    }

    private Outcome IssueProof(MortgageRegistered registered, CertificateId proof, ByteString root)
    {
        var e = new CertificateIssued { Act = Acts.Of(), AcceptanceNumber = registered.Recording.AcceptanceNumber };
        e.Certificates.Add(new IssuedCertificate
        {
            Certificate = proof,
            ContentRoot = root,
            PrintedSerial = "44123456780",
            Printed = registered.Recording.RecordingDate,
        });
        return sale.Ledger.Submit(Members.Registration, e);
    }

    private Outcome Issue(Action<CertificateIssued>? change = null)
    {
        var e = new CertificateIssued { Act = Acts.Of(), AcceptanceNumber = opened.Recording.AcceptanceNumber };
        Print(e, 20210303);
        change?.Invoke(e);
        return sale.Ledger.Submit(Members.Registration, e);
    }

    private void Print(CertificateIssued e, uint handed)
    {
        e.Certificates.Clear();
        e.Certificates.Add(new IssuedCertificate
        {
            Certificate = Id,
            ContentRoot = Root(Content()),
            PrintedSerial = "44123456789",
            Printed = 20210302,
            Handed = handed,
            Receiver = handed == 0 ? null : TestParty.An.At(SaleCase.Flat),
            Method = handed == 0 ? IssueMethod.Unspecified : IssueMethod.Counter,
        });
    }

    private CertificateContent Content() => CertificateContents.OfTitle(Id, Page, [sale.Title()])!;

    private static ByteString Root(CertificateContent content) => ByteString.CopyFrom(CertificateContents.RootOf(content));
}
