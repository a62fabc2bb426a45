namespace Ledger.Contracts;

/// <summary>The form of profile 2: what it adds to <see cref="FormOne"/>, shared parts here, the rest by family.</summary>
internal static class FormTwo
{
    private const string Shared =
        """
        ledger.v1.Acknowledgement: 3 subject string, 4 document bytes
        ledger.v1.Act: 5 exceptions ledger.v1.ExceptionUse *500, 6 consents ledger.v1.Consent *500
        ledger.v1.Consent: 1 of string, 2 document bytes
        ledger.v1.ExceptionUse: 1 rule string, 2 number string
        ledger.v1.Recording: 5 recording_ms uint64, 6 reviewer bytes, 7 town uint32
        ledger.v1.CaseFlow: 1 flow ledger.v1.FlowCode, 2 unit_code string, 3 business_number string, 4 recorded bool
        ledger.v1.CasePage: 1 acceptance_number string, 2 acceptance_ms uint64, 3 town uint32, 4 executing_town uint32,
          5 state ledger.v1.CaseState, 6 flows ledger.v1.CaseFlow *, 7 basis string, 8 acceptor bytes, 9 reviewer bytes
        ledger.v1.CaseState = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
        ledger.v1.DeskCase: 1 acceptance_number string, 2 acceptance_ms uint64, 3 flows ledger.v1.FlowCode *
        ledger.v1.DeskPage: 1 unit_code string, 2 cases ledger.v1.DeskCase *, 3 correction string,
          4 correction_by ledger.v1.CorrectionBy, 5 correction_opened uint32
        ledger.v1.ExceptionPage: 1 number string, 2 rule string, 3 event string, 4 subject string, 5 ground string, 6 document_number string,
          7 approver bytes, 8 until uint32, 9 member string, 10 used uint32, 11 restriction string
        ledger.v1.FlowCode = 0, 101, 102, 103, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 310, 311, 312, 313, 314, 315, 410, 411, 412, 413,
          510, 511, 600, 601, 700, 701, 702, 703, 704, 800, 801, 802, 803, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009,
          901, 902, 903, 910, 920, 2001, 2002, 2003, 2004, 2005
        ledger.v1.StaffDuty = 0, 1, 2, 3, 4, 5, 6, 7
        ledger.v1.StaffPage: 1 member string, 2 town uint32, 3 duties ledger.v1.StaffDuty *, 4 from uint32, 5 until uint32
        """;

    private const string Pages =
        """
        ledger.v1.CertificatePage: 6 units string *, 7 state ledger.v1.CertificateState, 8 void_reason string, 9 replaced_by ledger.v1.CertificateId,
          10 acceptance_number string, 11 content_root bytes, 12 printed uint32, 13 handed uint32, 14 printed_serial string, 15 electronic_id string,
          16 loss_posted uint32, 17 loss_until uint32, 18 announced uint32
        ledger.v1.CertificateState = 0, 1, 2, 3
        ledger.v1.EncumbrancePage: 11 since ledger.v1.KindSince *, 12 notices ledger.v1.AdvanceNoticeRow *,
          13 objections ledger.v1.ObjectionRow *, 14 easements ledger.v1.EasementRow *, 15 residences ledger.v1.ResidenceRow *,
          16 locks ledger.v1.LockRow *, 17 recording_ms uint64
        ledger.v1.KindSince: 1 kind ledger.v1.EncumbranceKind, 2 day uint32
        ledger.v1.TitlePage: 17 recording_ms uint64, 18 land_nature uint32, 19 house_nature uint32, 20 land_term_end uint32,
          21 inner_area uint64, 22 shared_area uint64, 23 floor uint32, 24 total_floors uint32, 25 completion uint32,
          26 unit_price_fen uint64, 27 resale_barred_until uint32, 28 predecessors string *, 29 successors string *, 30 basis string,
          31 court_reason ledger.v1.CourtTransferReason, 32 bases ledger.v1.TitleBasis *
        ledger.v1.TitleBasis: 1 number string, 2 recording_ms uint64
        ledger.v1.TitleStatus = 4
        ledger.v1.AdvanceNoticeKind = 0, 1, 2, 3, 4
        ledger.v1.AdvanceNoticeRow: 1 kind ledger.v1.AdvanceNoticeKind, 2 proof ledger.v1.CertificateId, 3 beneficiaries ledger.v1.Party *500,
          4 obligors ledger.v1.Party *500, 5 basis string, 6 mortgage ledger.v1.MortgageId, 7 amount_fen uint64, 8 restricted bool,
          9 registrable_since uint32, 10 recording_ms uint64, 11 business_number string, 12 document ledger.v1.DocumentRoot, 13 ended uint32
        ledger.v1.EasementRow: 1 side ledger.v1.EasementSide, 2 other_unit string, 3 purpose string, 4 from uint32, 5 until uint32,
          6 proof ledger.v1.CertificateId, 7 business_number string, 8 document ledger.v1.DocumentRoot, 9 ended uint32, 10 recording_ms uint64
        ledger.v1.EasementSide = 0, 1, 2
        ledger.v1.LockKind = 0, 1, 2, 3, 4, 5
        ledger.v1.LockRow: 1 kind ledger.v1.LockKind, 2 authority string, 3 document_number string, 4 from uint32, 5 until uint32,
          6 document ledger.v1.DocumentRoot, 7 ended uint32, 8 business_number string, 9 recording_ms uint64
        ledger.v1.ObjectionRow: 1 applicant ledger.v1.Party, 2 ground string, 3 proof ledger.v1.CertificateId, 4 entered uint32,
          5 suit_filed uint32, 6 business_number string, 7 document ledger.v1.DocumentRoot, 8 ended uint32, 9 recording_ms uint64
        ledger.v1.ResidenceOrigin = 0, 1, 2
        ledger.v1.ResidenceRow: 1 holders ledger.v1.Party *500, 2 scope ledger.v1.ResidenceScope, 3 from uint32, 4 until uint32, 5 paid bool,
          6 by ledger.v1.ResidenceOrigin, 7 proof ledger.v1.CertificateId, 8 business_number string, 9 document ledger.v1.DocumentRoot,
          10 ended uint32, 11 recording_ms uint64
        ledger.v1.ResidenceScope = 0, 1, 2
        """;

    /// <summary>The form.</summary>
    public static Ledger.Log.MessageForm Form { get; } = FormOne.Form.With(string.Join(
        '\n',
        Shared,
        Pages,
        SalesTwo.Form,
        TaxesTwo.Form,
        MortgagesTwo.Form,
        CasesTwo.Form,
        OpeningsTwo.Form,
        InstrumentsTwo.Form,
        TransfersTwo.Form,
        TitlesTwo.Form,
        CorrectionsTwo.Form,
        ObjectionsTwo.Form,
        NoticesTwo.Form,
        UseRightsTwo.Form,
        SeizuresTwo.Form,
        LocksTwo.Form,
        CertificatesTwo.Form,
        ExceptionsTwo.Form,
        TablesTwo.Form,
        SharingTwo.Form,
        StaffTwo.Form));
}
