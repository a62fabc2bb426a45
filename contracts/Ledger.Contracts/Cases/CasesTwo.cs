namespace Ledger.Contracts;

/// <summary>Family Cases in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class CasesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.ApplicationAccepted: 1 act ledger.v1.Act, 2 acceptance_number string, 3 acceptance_ms uint64, 4 town uint32,
          5 executing_town uint32, 6 flows ledger.v1.CaseFlow *500, 7 projects ledger.v1.CaseProject *500, 8 basis string,
          9 applicants ledger.v1.UnitApplicants *500, 10 channel ledger.v1.CaseChannel, 11 all_at_once bool, 12 guardian_statements bytes *500,
          13 part uint32, 14 parts uint32
        ledger.v1.SupplementRequested: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 missing string *500
        ledger.v1.CaseResumed: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 ground ledger.v1.ResumeGround
        ledger.v1.CaseHandedOver: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 from_town uint32, 5 to_town uint32,
          6 step ledger.v1.HandOverStep
        ledger.v1.PublicNoticePosted: 1 act ledger.v1.Act, 2 acceptance_number string, 3 certificate ledger.v1.CertificateId,
          4 kind ledger.v1.PublicNoticeKind, 5 posted uint32, 6 until uint32, 7 units string *500
        ledger.v1.CaseReviewed: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 reviewer bytes, 5 result ledger.v1.ReviewResult,
          6 step uint32, 7 signature bytes
        ledger.v1.CaseSuspended: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 ground ledger.v1.SuspensionGround
        ledger.v1.CaseWithdrawn: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 applicants ledger.v1.UnitApplicants *500
        ledger.v1.CaseRefused: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 ground ledger.v1.RefusalGround
        ledger.v1.CaseArchived: 1 act ledger.v1.Act, 2 acceptance_number string, 3 date uint32, 4 volume_root bytes
        ledger.v1.CasePage: 10 former ledger.v1.CaseState, 11 promised_days uint32, 12 stops ledger.v1.CaseStop *,
          13 notices ledger.v1.PublicNotice *, 14 projects ledger.v1.CaseProject *, 15 applicants ledger.v1.UnitApplicants *, 16 part uint32,
          17 parts uint32, 18 channel ledger.v1.CaseChannel, 19 all_at_once bool, 20 reviewed uint32, 21 review_step uint32,
          22 recorded_ms uint64, 23 ended uint32, 24 certificates string *, 25 seized_ms uint64, 26 archived uint32,
          27 volume_root bytes
        ledger.v1.CaseStop: 1 from uint32, 2 until uint32
        ledger.v1.PublicNotice: 1 kind ledger.v1.PublicNoticeKind, 2 posted uint32, 3 until uint32, 4 units string *
        ledger.v1.CaseProject: 1 flow ledger.v1.FlowCode, 2 building string, 3 units uint32, 4 recorded uint32
        ledger.v1.UnitApplicants: 1 unit_code string, 2 parties ledger.v1.Party *500
        ledger.v1.CaseChannel = 0, 1, 2, 3, 4
        ledger.v1.ResumeGround = 0, 1, 2
        ledger.v1.HandOverStep = 0, 1, 2, 3
        ledger.v1.PublicNoticeKind = 0, 1, 2, 3, 4, 5, 6
        ledger.v1.ReviewResult = 0, 1, 2
        ledger.v1.SuspensionGround = 0, 1, 2, 3, 4, 5
        ledger.v1.RefusalGround = 0, 1, 2, 3, 4, 5, 6
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.Flow(
            new ApplicationAcceptedFlow(),
            BuyersAreTransferees.C08, ContractStands.C10, OtherCase.C04, NumberUnused.C75, GuardianSpeaks.C65, CaseStaff.C74),
        ProfileTwo.Flow(new SupplementRequestedFlow(), CaseStaff.C74),
        ProfileTwo.Flow(new CaseResumedFlow(), CaseStaff.C74),
        ProfileTwo.Flow(new CaseHandedOverFlow(), CaseStaff.C74),
        ProfileTwo.Flow(new PublicNoticePostedFlow(), SameUnits.C01, CaseStaff.C74, NoticeOver.C86),
        ProfileTwo.Flow(new CaseReviewedFlow(), CaseStaff.C74),
        ProfileTwo.Flow(new CaseSuspendedFlow(), CaseStaff.C74),
        ProfileTwo.Flow(new CaseWithdrawnFlow(), CaseStaff.C74, NotRecorded.C60),
        ProfileTwo.Flow(new CaseRefusedFlow(), CaseStaff.C74, NotRecorded.C60),
        ProfileTwo.Flow(new CaseArchivedFlow(), CaseStaff.C74));
}
