namespace Ledger.Contracts;

/// <summary>Corrections of the book in profile 2: their flows with their rules, and what their messages hold.</summary>
internal static class CorrectionsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.CorrectedMortgage: 1 mortgage ledger.v1.MortgageId, 2 terms ledger.v1.MortgageTerms
        ledger.v1.CorrectedTitle: 1 co_ownership ledger.v1.CoOwnership, 2 owners ledger.v1.Holder *500, 3 right_type uint32, 4 use uint32,
          5 area uint64, 6 inner_area uint64, 7 shared_area uint64, 8 land_nature uint32, 9 house_nature uint32, 10 land_term_end uint32,
          11 floor uint32, 12 total_floors uint32, 13 completion uint32, 14 resale_barred_until uint32
        ledger.v1.CorrectedUnit: 1 unit_code string, 2 business_number string, 3 previous_entry bytes, 4 epoch uint32,
          5 title ledger.v1.CorrectedTitle, 6 parties ledger.v1.PartyRenewal *500, 7 certificates ledger.v1.CertificateRenewal *500,
          8 bases ledger.v1.BasisRenewal *500, 9 mortgages ledger.v1.MortgageRenewal *500, 10 notices ledger.v1.AdvanceNoticeRow *500,
          11 objections ledger.v1.ObjectionRow *500, 12 easements ledger.v1.EasementRow *500, 13 residences ledger.v1.ResidenceRow *500,
          14 locks ledger.v1.LockRow *500
        ledger.v1.CorrectionBy = 0, 1, 2, 3, 4
        ledger.v1.CorrectionOpened: 1 act ledger.v1.Act, 2 acceptance_number string, 3 units string *500, 4 by ledger.v1.CorrectionBy,
          5 date uint32, 6 what string, 7 error_ms uint64
        ledger.v1.CorrectionRecorded: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 result ledger.v1.CorrectionResult,
          4 units ledger.v1.CorrectedUnit *500, 5 mortgages ledger.v1.CorrectedMortgage *500, 6 proof bytes
        ledger.v1.CorrectionResult = 0, 1, 2
        """;

    /// <summary>The flows with those of corrections.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.Flow(new CorrectionOpenedFlow(), OneLiveTitle.C03, NothingSince.C39, CaseStaff.C74),
        ProfileTwo.BookAct(
            new CorrectionRecordedFlow(),
            CertificateYear.F03, OneLiveTitle.C03, EveryPageRenewed.C01, AreasAddUp.C24, SharesSumToOne.C26, CorrectedTerms.C42, CertificatesUnique.C54,
            EasementsAgree.C62, CorrectionPremium.C77, NoticeOver.C86, CorrectionStands.C86));
}
