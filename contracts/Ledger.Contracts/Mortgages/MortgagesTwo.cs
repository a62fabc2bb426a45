namespace Ledger.Contracts;

/// <summary>Family Mortgages in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class MortgagesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.ConsentSubject = 0, 1, 2, 3, 4, 5, 6, 7, 8
        ledger.v1.CancellationGround = 0, 1, 2, 3
        ledger.v1.DeterminationGround = 0, 1, 2, 3, 4, 5, 6
        ledger.v1.ExcludedUnit: 1 unit_code string, 2 business_number string, 3 ground ledger.v1.ExclusionGround
        ledger.v1.ExclusionGround = 0, 1, 2
        ledger.v1.LoanDisbursed: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 amount_fen uint64, 4 date uint32, 5 amount_converted bool
        ledger.v1.MortgageAgreement: 1 kind ledger.v1.MortgageChangeKind, 2 date uint32, 3 terms ledger.v1.MortgageTerms,
          4 units ledger.v1.MortgageUnit *150, 5 mortgagors ledger.v1.PartyAcrossUnits *500, 6 assignee ledger.v1.MortgageId, 7 part_fen uint64,
          8 part_agreed bool, 9 merger bool, 10 determined_fen uint64, 11 ground ledger.v1.DeterminationGround, 12 accepted bool,
          13 debtors ledger.v1.PartyAcrossUnits *500
        ledger.v1.MortgageCancelled: 6 ground ledger.v1.CancellationGround
        ledger.v1.MortgageChange: 1 entry bytes, 2 what ledger.v1.MortgageChangeKind, 3 recording_date uint32
        ledger.v1.MortgageChangeAgreed: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 agreement ledger.v1.MortgageAgreement, 4 accepts bool
        ledger.v1.MortgageChangeKind = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
        ledger.v1.MortgageChanged: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 mortgage ledger.v1.MortgageId,
          4 what ledger.v1.MortgageChangeKind, 5 terms ledger.v1.MortgageTerms, 6 certificate ledger.v1.CertificateId,
          7 units ledger.v1.MortgageUnitRecording *150
        ledger.v1.MortgageContractSigned: 9 object ledger.v1.MortgageObject, 10 debtors ledger.v1.PartyAcrossUnits *500, 11 pays_for string,
          12 notice ledger.v1.CertificateId, 13 parts uint32
        ledger.v1.MortgageContractWithdrawn: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 date uint32
        ledger.v1.MortgageConverted: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 mortgage ledger.v1.MortgageId,
          4 certificate ledger.v1.CertificateId, 5 units ledger.v1.UnitBusiness *150, 6 excluded ledger.v1.ExcludedUnit *150
        ledger.v1.MortgageDetermined: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 mortgage ledger.v1.MortgageId,
          4 ground ledger.v1.DeterminationGround, 5 determined_fen uint64, 6 date uint32, 7 units ledger.v1.UnitBusiness *150
        ledger.v1.MortgageId: 3 token bytes, 4 part uint32
        ledger.v1.MortgageAddition: 1 amount_fen uint64, 2 recording_ms uint64
        ledger.v1.MortgageNote: 1 subject ledger.v1.ConsentSubject, 2 number string, 3 of ledger.v1.MortgageId, 4 consent bool, 5 date uint32, 6 used uint32
        ledger.v1.MortgageObject = 0, 1, 2, 4
        ledger.v1.MortgagePage: 15 object ledger.v1.MortgageObject, 16 debtors ledger.v1.PartyAcrossUnits *, 17 pays_for string,
          18 notice ledger.v1.CertificateId, 19 changes ledger.v1.MortgageChange *, 20 agreements ledger.v1.MortgageAgreement *,
          21 notes ledger.v1.MortgageNote *, 22 assignee ledger.v1.MortgageId, 23 former ledger.v1.MortgageId, 24 determined_fen uint64,
          25 determined_date uint32, 26 determined_ground ledger.v1.DeterminationGround, 27 live_units uint32, 28 disbursed_fen uint64,
          29 ground ledger.v1.RegistrationGround, 30 first ledger.v1.MortgageId, 31 finished_units uint32, 32 parts uint32, 33 parts_signed uint32,
          34 appraised_fen uint64
        ledger.v1.MortgageRanksChanged: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 holding ledger.v1.Party *500, 6 order ledger.v1.MortgageId *500
        ledger.v1.MortgageRegistered: 7 object ledger.v1.MortgageObject, 8 ground ledger.v1.RegistrationGround, 9 signing_date uint32,
          10 mortgagors ledger.v1.PartyAcrossUnits *500, 11 debtors ledger.v1.PartyAcrossUnits *500
        ledger.v1.MortgageRow: 10 holding ledger.v1.Party *500, 11 debtors ledger.v1.Party *500, 12 object ledger.v1.MortgageObject,
          13 determined_fen uint64, 14 determined_date uint32, 15 state ledger.v1.MortgageState, 16 additions ledger.v1.MortgageAddition *500,
          17 recording_ms uint64
        ledger.v1.MortgageState = 5, 6
        ledger.v1.MortgageTransferred: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 mortgage ledger.v1.MortgageId,
          4 assignee ledger.v1.MortgageId, 5 certificate ledger.v1.CertificateId, 6 units ledger.v1.UnitBusiness *150
        ledger.v1.MortgageUnit: 4 holding ledger.v1.Party *500, 5 mortgagors ledger.v1.MortgagorStake *500, 6 appraised_fen uint64
        ledger.v1.MortgageUnitRecording: 5 holding ledger.v1.Party *500, 6 converts ledger.v1.CertificateId, 7 epoch uint32
        ledger.v1.MortgageeConsented: 5 subject ledger.v1.ConsentSubject, 6 number string, 7 of ledger.v1.MortgageId, 8 withdrawn bool
        ledger.v1.MortgageeNotified: 5 subject ledger.v1.ConsentSubject, 6 number string
        ledger.v1.MortgagorStake: 1 mortgagor uint32, 2 group uint32, 3 not_signing bool
        ledger.v1.RegistrationGround = 0, 1, 2
        ledger.v1.ReleaseInstructed: 5 units string *150
        ledger.v1.ReleasePage: 1 mortgage ledger.v1.MortgageId, 2 unit_code string, 3 reason ledger.v1.ReleaseReason, 4 date uint32,
          5 document ledger.v1.DocumentRoot
        ledger.v1.ReleaseWithdrawn: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 date uint32, 4 reason string, 5 units string *150
        """;

    /// <summary>What a unit that is mortgaged, or goes on being so, must be like.</summary>
    private static readonly RuleInFlow[] Conditions =
    [
        SharesSumToOne.C26, CoOwnersConsent.C27, MortgagorsOwn.C40, DebtTerm.C45, LandGoesAlong.C51, LandGround.C51, MayBeMortgaged.C64,
        FreelyDisposable.C80, FreelyDisposable.C80Never, MortgagedHolding.C84,
    ];

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => Built(flows).With(
        ProfileTwo.Flow(new MortgageContractWithdrawnFlow(), MortgageeSigns.C41),
        ProfileTwo.Flow(
            new MortgageChangeAgreedFlow(), SameUnits.C01, MortgageeSigns.C41, MortgageAgrees.C42, MaximumDetermined.C50),
        ProfileTwo.Flow(new LoanDisbursedFlow(), AmountUnit.F07, MortgageeSigns.C41, LoanToValue.C44Disbursed, LoanDisbursedFlow.C57Disbursed),
        ProfileTwo.Flow(new ReleaseWithdrawnFlow(), MortgageeSigns.C41),
        ProfileTwo.BookAct(
            new MortgageChangedFlow(),
            [CertificateYear.F03, SameUnits.C01, MortgageAgrees.C42, MortgageRank.C43, CertificatesUnique.C54, .. Conditions]),
        ProfileTwo.BookAct(new MortgageRanksChangedFlow(), MortgageRank.C43),
        ProfileTwo.BookAct(
            new MortgageTransferredFlow(),
            CertificateYear.F03, SameUnits.C01, MortgageeSigns.C41Outside, MortgageAgrees.C42, MaximumDetermined.C50, CertificatesUnique.C54),
        ProfileTwo.BookAct(new MortgageDeterminedFlow(), SameUnits.C01, MortgageAgrees.C42, MaximumDetermined.C50),
        ProfileTwo.BookAct(new MortgageConvertedFlow(), CertificateYear.F03, ConstructionMortgaged.C53, CertificatesUnique.C54));

    private static FlowTable Built(FlowTable flows) => flows
        .Change("MortgageContractSigned", static flow => flow.As(new MortgageContractSignedFlowTwo())
            .Without(SeizedUnit.C29, SeizedParcel.C29).With([.. Conditions, LoanToValue.C44]))
        .Change("MortgageeConsented", static flow => flow.As(new MortgageeConsentedFlowTwo()))
        .Change("MortgageeNotified", static flow => flow.As(new MortgageeNotifiedFlowTwo()))
        .Change("ReleaseInstructed", static flow => flow.As(new ReleaseInstructedFlowTwo()).With(SameUnits.C01))
        .Change("MortgageRegistered", static flow => ProfileTwo.AsBookAct(
            new MortgageRegisteredFlowTwo(),
            [.. Conditions, MortgageeSigns.C41Outside, LoanToValue.C44, NoticesConverted.C36, ConstructionMortgaged.C53])(flow)
            .Without(SeizedUnit.C29, SeizedParcel.C29))
        .Change("MortgageCancelled", static flow => ProfileTwo.AsBookAct(
            new MortgageCancelledFlowTwo(), CancellationGrounds.C48Paper, MaximumDetermined.C50)(flow));
}
