namespace Ledger.Contracts;

/// <summary>Family Notices in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class NoticesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.AdvanceNoticeCancellation = 0, 1, 2, 3, 4, 5
        ledger.v1.AdvanceNoticeCancelled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 proof ledger.v1.CertificateId, 6 ground ledger.v1.AdvanceNoticeCancellation
        ledger.v1.AdvanceNoticeEntered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 kind ledger.v1.AdvanceNoticeKind, 6 basis string, 7 mortgage ledger.v1.MortgageId, 8 obligors ledger.v1.Party *500,
          9 beneficiaries ledger.v1.Party *500, 10 amount_fen uint64, 11 restricted bool, 12 registrable_since uint32,
          13 proof ledger.v1.CertificateId, 14 replaces ledger.v1.CertificateId, 15 epoch uint32
        ledger.v1.AdvanceNoticeRow: 14 lapses uint32
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.BookAct(
            new AdvanceNoticeEnteredFlow(), CertificateYear.F03, CertificatePlace.F03, NoticeStands.C35, NoticeAgrees.C36, MortgageeSigns.C41,
            CertificatesUnique.C54),
        ProfileTwo.BookAct(new AdvanceNoticeCancelledFlow(), NoticeStands.C35, NoticeAgrees.C36, MortgageStands.C48));
}
