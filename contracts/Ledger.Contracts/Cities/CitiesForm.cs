namespace Ledger.Contracts;

/// <summary>City files in the form of profile 2.</summary>
internal static class CitiesForm
{
    public const string Text =
        """
        ledger.v1.CityFile: 1 id string, 2 name_zh string, 3 name_en string, 4 divisions string *500, 5 certificate_province string,
          6 certificate_place string, 7 contract_number string, 8 case_number string, 9 towns ledger.v1.CityTown *500, 10 filing_required bool,
          11 consent_threshold ledger.v1.Share, 12 mortgage_consent_before uint32, 13 mortgage_increase ledger.v1.MortgageIncrease,
          14 mortgage_convert_automatic bool, 15 notice_days uint32, 16 objection_days uint32, 17 seizure_months uint32,
          18 pre_seizure_months uint32, 19 police_seizure_months uint32, 20 seizure_per_holding bool, 21 mortgage_equal_rank bool,
          22 loss_notice_days uint32, 23 seizure_first_day_counts bool, 24 seizure_reorder bool, 25 seizure_renew_ahead_months uint32,
          26 transfer_promise_days uint32, 27 mortgage_promise_days uint32, 28 parcel_same_holder_only bool, 29 deed_other_rate uint32,
          30 residence_with_mortgage ledger.v1.ResidenceWithMortgage, 31 first_certificate ledger.v1.FirstCertificate,
          32 first_notice ledger.v1.FirstNotice, 33 contract_buyer_change ledger.v1.BuyerChange,
          34 supervision_required ledger.v1.SupervisionRequired, 35 purchase_check bool, 36 resale_bar_months uint32, 37 ltv_new uint32,
          38 ltv_stock uint32, 39 tax_certificate_needed bool, 40 land_disposal ledger.v1.LandDisposal *500, 41 lapse_extend_holiday bool,
          42 lowest_unit_price_fen uint64, 43 highest_unit_price_fen uint64, 44 residential_uses uint32 *500, 45 supplement_days uint32,
          46 public_notice_days uint32, 47 overrides ledger.v1.MatrixOverride *500, 48 instrument_documents ledger.v1.InstrumentDocuments *500,
          60 entrusted_lenders ledger.v1.LenderLink *500, 61 merged_lenders ledger.v1.LenderLink *500, 62 public_welfare_uses uint32 *500,
          63 policy_housing uint32 *500, 64 project_promise_days uint32, 65 one_window_promise_days uint32
        ledger.v1.LenderLink: 1 lender string, 2 bank string
        ledger.v1.CityTown: 1 code uint32, 2 name_zh string, 3 name_en string, 4 urban_tax uint32
        ledger.v1.LandDisposal: 1 kind ledger.v1.LandKind, 2 disposal ledger.v1.DisposalRule
        ledger.v1.MatrixOverride: 1 flow string, 2 column string, 3 severity string
        ledger.v1.InstrumentDocuments: 1 kind string, 2 documents string *500
        ledger.v1.MortgageIncrease = 0, 1, 2
        ledger.v1.ResidenceWithMortgage = 0, 1, 2
        ledger.v1.FirstCertificate = 0, 1, 2
        ledger.v1.FirstNotice = 0, 1, 2
        ledger.v1.BuyerChange = 0, 1, 2
        ledger.v1.SupervisionRequired = 0, 1, 2
        ledger.v1.LandKind = 0, 1, 2, 3, 4, 5
        ledger.v1.DisposalRule = 0, 1, 2, 3
        """;
}
