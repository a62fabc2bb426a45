namespace Ledger.Contracts;

/// <summary>Family Sales in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class SalesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.PermitState = 0, 1, 2, 3
        ledger.v1.PresalePermitIssued: 1 act ledger.v1.Act, 2 permit_number string, 3 developer string, 4 land_unit string,
          5 buildings string *500, 6 issued uint32, 7 bank string, 8 account bytes
        ledger.v1.PresalePermitStatusChanged: 1 act ledger.v1.Act, 2 permit_number string, 3 to ledger.v1.PermitState,
          4 buildings_added string *500, 5 date uint32, 6 reason string
        ledger.v1.PermitPage: 1 permit_number string, 2 developer string, 3 land_unit string, 4 buildings ledger.v1.PermitBuilding *,
          5 bank string, 6 account bytes, 7 changes ledger.v1.PermitChange *, 8 document ledger.v1.DocumentRoot
        ledger.v1.PermitBuilding: 1 building string, 2 since uint32
        ledger.v1.PermitChange: 1 state ledger.v1.PermitState, 2 date uint32, 3 reason string
        ledger.v1.HouseRowsKind = 0, 1, 2, 3
        ledger.v1.HouseState = 0, 1, 2, 3, 4, 5, 6, 7
        ledger.v1.HouseRowsPublished: 1 act ledger.v1.Act, 2 permit_number string, 3 kind ledger.v1.HouseRowsKind,
          4 rows ledger.v1.HouseRow *500, 5 part uint32, 6 parts uint32, 7 total uint32
        ledger.v1.HouseRow: 1 unit_code string, 2 predicted_area uint64, 3 surveyed_area uint64, 4 inner_area uint64, 5 shared_area uint64,
          6 use uint32, 7 replaces string, 8 limited bool, 9 cadastral_id bytes, 10 epoch uint32
        ledger.v1.HousePage: 1 unit_code string, 2 epoch uint32, 3 permit_number string, 4 predicted_area uint64, 5 surveyed_area uint64,
          6 inner_area uint64, 7 shared_area uint64, 8 use uint32, 9 state ledger.v1.HouseState, 10 replaces string, 11 replaced_by string,
          12 cadastral_id bytes, 13 document ledger.v1.DocumentRoot
        ledger.v1.BuildingPage: 1 building string, 2 rows uint32, 3 surveyed uint32, 4 registered uint32,
          5 permit_number string
        ledger.v1.ContractSigned: 11 permit_number string, 12 payment ledger.v1.PaymentMode, 13 supervised bool, 14 deposit_number string,
          15 qualification_number string, 16 guardian_statements bytes *500
        ledger.v1.PaymentMode = 0, 1, 2, 3
        ledger.v1.ContractFilingReturned: 1 act ledger.v1.Act, 2 contract_number string, 3 date uint32, 4 reason string
        ledger.v1.ContractAmended: 1 act ledger.v1.Act, 2 contract_number string, 3 version uint32, 4 date uint32, 5 price_fen uint64,
          6 price_converted bool, 7 payment ledger.v1.PaymentMode, 8 supervised bool, 9 units ledger.v1.ContractUnit *500,
          10 sellers ledger.v1.PartyAcrossUnits *500, 11 buyers ledger.v1.PartyAcrossUnits *500, 12 changed_buyer ledger.v1.ChangedBuyer,
          13 qualification_number string, 14 guardian_statements bytes *500
        ledger.v1.ChangedBuyer = 0, 1, 2
        ledger.v1.ContractPage: 16 permit_number string, 17 payment ledger.v1.PaymentMode, 18 supervised bool, 19 supervision_number string,
          20 deposit_number string, 21 qualification_number string, 22 version uint32, 23 amended uint32, 24 filing_returned uint32,
          25 filing_not_required bool
        ledger.v1.FilingPage: 1 contract_number string
        ledger.v1.ContractUnit: 9 price_fen uint64, 10 use uint32, 11 land_term_end uint32, 12 co_owners_notified uint32, 13 co_owners_waived bool
        ledger.v1.ReleaseCondition = 0, 1, 2, 3
        ledger.v1.FundState = 0, 1, 2
        ledger.v1.FundPayer = 0, 1, 2
        ledger.v1.FundPayee = 0, 1, 2, 3, 4
        ledger.v1.FundReleaseGround = 0, 1, 2, 3
        ledger.v1.FundsSupervised: 1 act ledger.v1.Act, 2 agreement_number string, 3 contract_number string, 4 bank string,
          5 required_fen uint64, 6 condition ledger.v1.ReleaseCondition, 7 date uint32, 8 unit_codes string *500, 9 required_converted bool
        ledger.v1.FundsDeposited: 1 act ledger.v1.Act, 2 agreement_number string, 3 amount_fen uint64, 4 payer ledger.v1.FundPayer,
          5 date uint32, 6 amount_converted bool
        ledger.v1.FundsReleased: 1 act ledger.v1.Act, 2 agreement_number string, 3 amount_fen uint64, 4 to ledger.v1.FundPayee,
          5 ground ledger.v1.FundReleaseGround, 6 node uint32, 7 date uint32, 8 mortgagee string, 9 amount_converted bool
        ledger.v1.FundPage: 1 agreement_number string, 2 contract_number string, 3 bank string, 4 required_fen uint64, 5 arrived_fen uint64,
          6 released_fen uint64, 7 condition ledger.v1.ReleaseCondition, 8 state ledger.v1.FundState, 9 date uint32, 10 moved uint32,
          11 document ledger.v1.DocumentRoot, 12 mortgagees ledger.v1.MortgageePaid *500
        ledger.v1.MortgageePaid: 1 mortgagee string, 2 paid_fen uint64
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .With(
            ProfileTwo.Flow(new PresalePermitIssuedFlow(), [SellersOwn.C06, MortgagedLand.C53, .. LandForSale.Rules]),
            ProfileTwo.Flow(new PresalePermitStatusChangedFlow(), [SameUnits.C01, SellersOwn.C06, MortgagedLand.C53, .. LandForSale.Rules]),
            ProfileTwo.Flow(
                new HouseRowsPublishedFlow(), SameUnits.C01, SameCadastre.C02, AreasAgree.C23, AreasAgree.C23Within, AreasAddUp.C24, HouseMapping.C81),
            ProfileTwo.Flow(new ContractFilingReturnedFlow()),
            ProfileTwo.Flow(
                new ContractAmendedFlow(), [SameUnits.C01, BasisInHand.C04, OneActiveContract.C05, SupervisionKept.C59, .. SaleRules.All]),
            ProfileTwo.Flow(new FundsSupervisedFlow(), AmountUnit.F07, SameUnits.C01, SupervisedFunds.C59, NumberUnused.C75),
            ProfileTwo.Flow(new FundsDepositedFlow(), AmountUnit.F07, SupervisedFunds.C59Open),
            ProfileTwo.Flow(new FundsReleasedFlow(), AmountUnit.F07, SupervisedFunds.C59))
        .Change("ContractSigned", static known => ProfileTwo.Flow(new ContractSignedFlowTwo(), [OneActiveContract.C05, .. SaleRules.All]))
        .Change("ContractFiled", static known => ProfileTwo.Flow(new ContractFiledFlowTwo(), PermitStands.C12, FilingInTime.C13, NumberUnused.C75))
        .Change("ContractRevoked", static known => ProfileTwo.Flow(new ContractRevokedFlowTwo(), BasisInHand.C04));
}
