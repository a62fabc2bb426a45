namespace Ledger.Contracts;

/// <summary>Family UseRights in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class UseRightsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.EasementCancellation = 0, 1, 2, 3, 4
        ledger.v1.EasementCancelled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 servient ledger.v1.EasementUnit,
          4 dominant ledger.v1.EasementUnit, 5 proof ledger.v1.CertificateId, 6 ground ledger.v1.EasementCancellation
        ledger.v1.EasementRegistered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 servient ledger.v1.EasementUnit,
          4 dominant ledger.v1.EasementUnit, 5 purpose string, 6 from uint32, 7 until uint32, 8 proof ledger.v1.CertificateId,
          9 replaces ledger.v1.CertificateId
        ledger.v1.EasementUnit: 1 unit_code string, 2 business_number string, 3 holders ledger.v1.Party *500, 4 epoch uint32
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
