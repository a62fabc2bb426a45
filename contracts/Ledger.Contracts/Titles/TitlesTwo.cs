namespace Ledger.Contracts;

/// <summary>Family Titles in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class TitlesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.BasisRenewal: 1 number string, 2 parties ledger.v1.PartyAcrossRenewal *500
        ledger.v1.CertificateRenewal: 1 old ledger.v1.CertificateId, 2 replacement ledger.v1.CertificateId
        ledger.v1.CoOwnershipChanged: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 co_ownership ledger.v1.CoOwnership, 6 owners ledger.v1.Holder *500, 7 between_spouses bool, 8 signing ledger.v1.Party *500, 9 epoch uint32
        ledger.v1.MortgageRenewal: 1 mortgage ledger.v1.MortgageId, 2 parties ledger.v1.PartyAcrossRenewal *500
        ledger.v1.OwnerDetail = 0, 1, 2, 3, 4
        ledger.v1.OwnerDetailsChanged: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 kind ledger.v1.OwnerDetail, 6 parties ledger.v1.PartyRenewal *500, 7 certificates ledger.v1.CertificateRenewal *500,
          8 bases ledger.v1.BasisRenewal *500, 9 mortgages ledger.v1.MortgageRenewal *500, 10 epoch uint32
        ledger.v1.PartyAcrossRenewal: 1 old ledger.v1.PartyAcrossUnits, 2 renewed ledger.v1.PartyAcrossUnits
        ledger.v1.PartyRenewal: 1 old ledger.v1.Party, 2 renewed ledger.v1.Party
        ledger.v1.TitleCancelled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 ground ledger.v1.TitleEndGround, 6 document_number string, 7 date uint32, 8 ex_officio bool, 9 seizures_ended string *500,
          10 building_gone bool, 11 authority string
        ledger.v1.TitleEndGround = 0, 1, 2, 3, 4, 5
        ledger.v1.UnitDetail = 0, 1, 2, 3, 4, 5, 6
        ledger.v1.UnitDetailsChanged: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 kind ledger.v1.UnitDetail, 6 address_change string, 7 use uint32, 8 area uint64, 9 inner_area uint64, 10 shared_area uint64,
          11 land_term_end uint32, 12 land_nature uint32, 13 house_nature uint32, 14 resale_barred_until uint32,
          15 certificates ledger.v1.CertificateRenewal *500
        ledger.v1.UnitMerged: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 units ledger.v1.UnitBusiness *500, 4 merged ledger.v1.UnitPart,
          5 parties ledger.v1.PartyAcrossUnits *500, 6 ranks ledger.v1.MortgageId *500, 7 survey bytes
        ledger.v1.UnitPart: 1 unit_code string, 2 business_number string, 3 area uint64, 4 inner_area uint64, 5 shared_area uint64, 6 use uint32,
          7 floor uint32, 8 certificates ledger.v1.CertificateRenewal *500, 9 epoch uint32
        ledger.v1.UnitSplit: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 parties ledger.v1.PartyAcrossUnits *500, 6 parts ledger.v1.UnitPart *500, 7 survey bytes
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.BookAct(
            new OwnerDetailsChangedFlow(),
            CertificateYear.F03, OneLiveTitle.C03, CertificatesUnique.C54, EveryPageRenewed.C01),
        ProfileTwo.BookAct(
            new UnitDetailsChangedFlow(),
            CertificateYear.F03, OneLiveTitle.C03, AreasAgree.C23, AreasAddUp.C24, UseAndTerm.C25, UseAndTerm.C25Over, CertificatesUnique.C54,
            LandPremium.C77),
        ProfileTwo.BookAct(
            new CoOwnershipChangedFlow(),
            CertificateYear.F03, OneLiveTitle.C03, SharesSumToOne.C26, SharesStay.C26, AllOwnersSign.C27, CertificatesUnique.C54, MortgagedHolding.C84),
        ProfileTwo.BookAct(
            new UnitSplitFlow(),
            CertificateYear.F03, OneLiveTitle.C03, EveryPersonCarried.C01, AreasAddUp.C24, UseGoesOn.C25, CertificatesUnique.C54, Lineage.C81),
        ProfileTwo.BookAct(
            new UnitMergedFlow(),
            CertificateYear.F03, OneLiveTitle.C03, EveryPersonCarried.C01, AreasAddUp.C24, UseGoesOn.C25, MergedRanks.C43, MergedRanks.C43Several,
            CertificatesUnique.C54, Lineage.C81, SameRight.C81),
        ProfileTwo.BookAct(
            new TitleCancelledFlow(),
            OneLiveTitle.C03, EndedSeizures.C33, BuildingsOnLand.C51Gone, NoticeOver.C86));
}
