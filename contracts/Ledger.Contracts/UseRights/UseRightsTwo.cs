namespace Ledger.Contracts;

/// <summary>Family UseRights in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class UseRightsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.EasementCancellation = 0, 1, 2, 3, 4
        ledger.v1.EasementCancelled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 servient_unit string,
          4 servient_business_number string, 5 dominant_unit string, 6 dominant_business_number string, 7 proof ledger.v1.CertificateId,
          8 ground ledger.v1.EasementCancellation
        ledger.v1.EasementRegistered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 servient_unit string,
          4 servient_business_number string, 5 dominant_unit string, 6 dominant_business_number string, 7 purpose string, 8 from uint32,
          9 until uint32, 10 proof ledger.v1.CertificateId, 11 replaces ledger.v1.CertificateId, 12 grantors ledger.v1.Party *500,
          13 beneficiaries ledger.v1.Party *500, 14 servient_epoch uint32, 15 dominant_epoch uint32
        ledger.v1.ResidenceCancellation = 0, 1, 2, 3, 4
        ledger.v1.ResidenceRightCancelled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 proof ledger.v1.CertificateId, 6 ground ledger.v1.ResidenceCancellation
        ledger.v1.ResidenceRightRegistered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 holders ledger.v1.Party *500, 6 scope ledger.v1.ResidenceScope, 7 from uint32, 8 until uint32, 9 paid bool,
          10 by ledger.v1.ResidenceOrigin, 11 proof ledger.v1.CertificateId, 12 replaces ledger.v1.CertificateId,
          13 owners_not_signing uint32 *500, 14 epoch uint32
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.BookAct(
            new ResidenceRightRegisteredFlow(), OneLiveTitle.C03, CertificateYear.F03, CertificatePlace.F03, CoOwnersConsent.C27, CertificatesUnique.C54),
        ProfileTwo.BookAct(new ResidenceRightCancelledFlow()),
        ProfileTwo.BookAct(
            new EasementRegisteredFlow(), OneLiveTitle.C03, CertificateYear.F03, CertificatePlace.F03, CertificatesUnique.C54, EasementBothSides.C62),
        ProfileTwo.BookAct(new EasementCancelledFlow(), EasementBothSides.C62));
}
