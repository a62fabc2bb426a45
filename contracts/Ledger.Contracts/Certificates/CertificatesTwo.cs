namespace Ledger.Contracts;

/// <summary>Family Certificates in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class CertificatesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.CertificateContent: 1 certificate ledger.v1.CertificateId, 2 kind ledger.v1.CertificateKind, 3 registered uint32,
          4 titles ledger.v1.CertifiedTitle *, 5 mortgage ledger.v1.CertifiedMortgage, 6 right ledger.v1.CertifiedRight
        ledger.v1.CertificateIssued: 1 act ledger.v1.Act, 2 acceptance_number string, 3 certificates ledger.v1.IssuedCertificate *500
        ledger.v1.CertificateReissued: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 holder ledger.v1.Party, 6 old ledger.v1.CertificateId, 7 replacement ledger.v1.CertificateId, 8 ground ledger.v1.ReissueGround,
          9 epoch uint32, 10 content_root bytes
        ledger.v1.CertificateVoided: 1 act ledger.v1.Act, 2 certificates ledger.v1.CertificateId *500, 3 ground ledger.v1.VoidGround,
          4 notice_case string, 5 date uint32
        ledger.v1.CertifiedMortgage: 1 id ledger.v1.MortgageId, 2 terms ledger.v1.MortgageTerms, 3 units ledger.v1.MortgageUnit *
        ledger.v1.CertifiedRight: 1 unit_code string, 2 notice ledger.v1.AdvanceNoticeRow, 3 objection ledger.v1.ObjectionRow,
          4 easement ledger.v1.EasementRow, 5 residence ledger.v1.ResidenceRow
        ledger.v1.CertifiedTitle: 1 unit_code string, 2 right_type uint32, 3 use uint32, 4 area uint64, 5 inner_area uint64, 6 shared_area uint64,
          7 land_nature uint32, 8 house_nature uint32, 9 land_term_end uint32, 10 floor uint32, 11 total_floors uint32, 12 completion uint32,
          13 co_ownership ledger.v1.CoOwnership, 14 owners ledger.v1.Holder *
        ledger.v1.IssueMethod = 0, 1, 2, 3
        ledger.v1.IssuedCertificate: 1 certificate ledger.v1.CertificateId, 2 content_root bytes, 3 printed_serial string, 4 electronic_id string,
          5 printed uint32, 6 handed uint32, 7 receiver ledger.v1.Party, 8 method ledger.v1.IssueMethod
        ledger.v1.ReissueGround = 0, 1, 2, 3, 4
        ledger.v1.VoidGround = 0, 1, 2, 3
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .With(
            ProfileTwo.Flow(new CertificateIssuedFlow(), CertificateYear.F03, CaseStaff.C74, BookEqualsCertificate.C55),
            ProfileTwo.Flow(new CertificateVoidedFlow(), CertificateYear.F03, CaseStaff.C74, NoticeOver.C86),
            ProfileTwo.BookAct(
                new CertificateReissuedFlow(),
                CertificateYear.F03, OneLiveTitle.C03, CertificatesUnique.C54, BookEqualsCertificate.C55, LossStated.C86));
}
