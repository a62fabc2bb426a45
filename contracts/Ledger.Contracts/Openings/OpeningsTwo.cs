namespace Ledger.Contracts;

/// <summary>Family Openings in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class OpeningsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.BookCompleted: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 kind ledger.v1.EncumbranceKind, 6 since uint32, 7 notices ledger.v1.AdvanceNoticeRow *500, 8 objections ledger.v1.ObjectionRow *500,
          9 easements ledger.v1.EasementRow *500, 10 residences ledger.v1.ResidenceRow *500, 11 locks ledger.v1.LockRow *500,
          12 number_exceptions uint32
        ledger.v1.FirstBasis = 0, 1, 2, 3
        ledger.v1.FirstRegistered: 4 basis ledger.v1.FirstBasis, 5 permit_number string, 6 instrument string
        ledger.v1.ProjectFirstRegistered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 permit_number string, 4 parcel string,
          5 owner ledger.v1.Party, 6 right_type uint32, 7 land_nature uint32, 8 house_nature uint32, 9 land_term_end uint32, 10 completion uint32,
          11 epoch uint32, 12 rows ledger.v1.ProjectRow *500, 13 part uint32, 14 of uint32
        ledger.v1.ProjectRow: 1 unit_code string, 2 business_number string, 3 use uint32, 4 area uint64, 5 inner_area uint64, 6 shared_area uint64,
          7 floor uint32, 8 total_floors uint32, 9 certificate ledger.v1.CertificateId, 10 cadastral_id bytes
        ledger.v1.LandPage: 1 parcel string, 2 buildings string *
        ledger.v1.MigratedOpened: 7 since ledger.v1.KindSince *500, 8 notices ledger.v1.AdvanceNoticeRow *500,
          9 objections ledger.v1.ObjectionRow *500, 10 easements ledger.v1.EasementRow *500, 11 residences ledger.v1.ResidenceRow *500,
          12 locks ledger.v1.LockRow *500, 13 number_exceptions uint32
        ledger.v1.Opening: 10 land_nature uint32, 11 house_nature uint32, 12 land_term_end uint32, 13 inner_area uint64, 14 shared_area uint64,
          15 floor uint32, 16 total_floors uint32, 17 completion uint32, 18 cadastral_id bytes, 19 land_owners ledger.v1.Party *500
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .Change("FirstRegistered", known => ProfileTwo.AsBookAct(
            new FirstRegisteredFlowTwo(),
            SameCadastre.C02, PermitOfBuilding.C12, AreasAgree.C23, AreasAgree.C23Within, AreasAddUp.C24, UseIsKnown.C25Code,
            UseIsKnown.C25Opened, UseIsKnown.C25Home, LandOfBuilding.C51, RightTypeFits.C79, NoticeOver.C86,
            OpeningInstrument.C08, ContractStands.C11, LandTaxes.C14, TaxesCleared.C14, TaxesCleared.C15, TaxesCleared.C16, NoRefund.C21)(
                known.Without(SeizedUnit.C29, SeizedParcel.C29)))
        .Change("MigratedOpened", static known => known.As(new MigratedOpenedFlowTwo()).With(CaseStaff.C74, RightTypeFits.C79, MortgagedHolding.C84))
        .With(ProfileTwo.BookAct(
            new ProjectFirstRegisteredFlow(),
            CertificateYear.F03, SameCadastre.C02, OneLiveTitle.C03, PermitOfBuilding.C12, AreasAgree.C23, AreasAgree.C23Within, AreasAddUp.C24,
            UseIsKnown.C25Code, UseIsKnown.C25Opened, UseIsKnown.C25Home, SharesSumToOne.C26, LandOfBuilding.C51, CertificatesUnique.C54,
            RightTypeFits.C79, ProjectRows.C81, NoticeOver.C86))
        .With(ProfileTwo.BookAct(
            new BookCompletedFlow(), CertificateYear.F03, OneLiveTitle.C03, CertificatesUnique.C54, BookCompletedFlow.C83));
}
