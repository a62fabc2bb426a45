using Ledger.Log;

namespace Ledger.Contracts;

/// <summary>
/// The form of profile 1: what its builds knew of events, pages and governance. It is in force and never changes; what the
/// next profile adds is its own form, <c>FormOne.Form.With(…)</c>.
/// </summary>
internal static class FormOne
{
    /// <summary>Events.</summary>
    private const string Events =
        """
        ledger.v1.ContractFiled: 1 act ledger.v1.Act, 2 contract_number string, 3 filing_number string, 4 filing_date uint32
        ledger.v1.ContractRevoked: 1 act ledger.v1.Act, 2 contract_number string, 3 date uint32, 4 reason string
        ledger.v1.ContractSigned: 1 act ledger.v1.Act, 2 contract_number string, 3 kind ledger.v1.ContractKind, 4 signing_date uint32,
          5 price_fen uint64, 6 vat_rate uint32, 7 units ledger.v1.ContractUnit *500, 8 sellers ledger.v1.PartyAcrossUnits *500,
          9 buyers ledger.v1.PartyAcrossUnits *500, 10 price_converted bool
        ledger.v1.FirstRegistered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 opening ledger.v1.Opening
        ledger.v1.MigratedOpened: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 opening ledger.v1.Opening, 4 migration_date uint32,
          5 mortgages ledger.v1.MortgageRow *500, 6 seizures ledger.v1.SeizureRow *500
        ledger.v1.MortgageCancelled: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 mortgage ledger.v1.MortgageId,
          4 certificate ledger.v1.CertificateId, 5 units ledger.v1.UnitBusiness *500
        ledger.v1.MortgageContractSigned: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 terms ledger.v1.MortgageTerms,
          4 signing_date uint32, 5 units ledger.v1.MortgageUnit *500, 6 mortgagors ledger.v1.PartyAcrossUnits *500, 7 amount_converted bool,
          8 mortgagors_not_signing uint32 *500
        ledger.v1.MortgageRegistered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 mortgage ledger.v1.MortgageId,
          4 terms ledger.v1.MortgageTerms, 5 certificate ledger.v1.CertificateId, 6 units ledger.v1.MortgageUnitRecording *500
        ledger.v1.MortgageeConsented: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 contract_number string, 4 date uint32
        ledger.v1.MortgageeNotified: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 contract_number string, 4 date uint32
        ledger.v1.ReleaseInstructed: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 reason ledger.v1.ReleaseReason, 4 date uint32
        ledger.v1.SeizureEntered: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 kind ledger.v1.SeizureKind, 6 authority string, 7 document_number string, 8 delivery_time_ms uint64, 9 term ledger.v1.SeizureTerm
        ledger.v1.SeizureLifted: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 authority string, 6 document_number string, 7 lift_document_number string, 8 outcome ledger.v1.LiftOutcome
        ledger.v1.SeizureRenewed: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 authority string, 6 document_number string, 7 renewal_document_number string, 8 term ledger.v1.SeizureTerm
        ledger.v1.TaxAssessed: 1 act ledger.v1.Act, 2 contract_number string, 3 units string *500, 4 liability_date uint32,
          5 declaration_date uint32, 6 assessment_date uint32, 7 declared_price_fen uint64, 8 base_fen uint64, 9 base_reason ledger.v1.BaseReason,
          10 lines ledger.v1.TaxLine *500, 11 price_converted bool
        ledger.v1.TaxExempted: 1 act ledger.v1.Act, 2 contract_number string, 3 date uint32, 4 tax ledger.v1.TaxKind, 5 side ledger.v1.TaxSide,
          6 taxpayer ledger.v1.PartyAcrossUnits, 7 exemption string
        ledger.v1.TaxPaid: 1 act ledger.v1.Act, 2 contract_number string, 3 payment_date uint32, 4 tickets ledger.v1.Ticket *500
        ledger.v1.TaxRefunded: 1 act ledger.v1.Act, 2 contract_number string, 3 date uint32, 4 reason ledger.v1.RefundReason,
          5 refunds ledger.v1.Refund *500
        ledger.v1.TransferRecorded: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 contract_number string, 4 price_fen uint64,
          5 units ledger.v1.UnitTransfer *500, 6 mortgages ledger.v1.MortgageHandling
        """;

    /// <summary>What events are made of.</summary>
    private const string Parts =
        """
        ledger.v1.Acknowledgement: 1 rule string, 2 reason string
        ledger.v1.Act: 1 request_hash bytes, 2 operator bytes, 3 document ledger.v1.DocumentRoot,
          4 acknowledgements ledger.v1.Acknowledgement *500
        ledger.v1.CertificateId: 1 number string, 2 legacy_hash bytes
        ledger.v1.ContractUnit: 1 unit_code string, 2 share ledger.v1.Share, 3 area uint64, 4 sellers ledger.v1.Stake *500,
          5 buyer_co_ownership ledger.v1.CoOwnership, 6 buyers ledger.v1.Stake *500, 7 epoch uint32, 8 land ledger.v1.LandShare *500
        ledger.v1.DocumentRoot: 1 root bytes, 2 fields uint32
        ledger.v1.Holder: 1 party ledger.v1.Party, 2 share ledger.v1.Share, 3 group uint32, 4 certificate ledger.v1.CertificateId
        ledger.v1.LandShare: 1 parcel string, 2 share ledger.v1.Share, 3 area uint64
        ledger.v1.MortgageId: 1 mortgagee string, 2 contract_number string
        ledger.v1.MortgageRow: 1 id ledger.v1.MortgageId, 2 certificate ledger.v1.CertificateId, 3 terms ledger.v1.MortgageTerms, 4 rank uint32,
          5 recording_date uint32, 6 share ledger.v1.Share, 7 units uint32, 8 document ledger.v1.DocumentRoot, 9 business_number string
        ledger.v1.MortgageTerms: 1 mode ledger.v1.MortgageMode, 2 amount_fen uint64, 3 term_start uint32, 4 term_end uint32,
          5 determination_start uint32, 6 determination_end uint32, 7 scope uint32, 8 transfer_restricted bool
        ledger.v1.MortgageUnit: 1 unit_code string, 2 share ledger.v1.Share, 3 epoch uint32
        ledger.v1.MortgageUnitRecording: 1 unit_code string, 2 business_number string, 3 rank uint32, 4 share ledger.v1.Share
        ledger.v1.Opening: 1 unit_code string, 2 business_number string, 3 right_type uint32, 4 use uint32, 5 area uint64,
          6 co_ownership ledger.v1.CoOwnership, 7 owners ledger.v1.Holder *500, 8 parcels string *500, 9 epoch uint32
        ledger.v1.PartShare: 1 party ledger.v1.Party, 2 share ledger.v1.Share
        ledger.v1.Party: 1 kind ledger.v1.PartyKind, 2 identity_class ledger.v1.IdentityClass, 3 credit_code string, 4 token bytes
        ledger.v1.PartyAcrossUnits: 1 kind ledger.v1.PartyKind, 2 identity_class ledger.v1.IdentityClass, 3 credit_code string,
          4 tokens bytes *500
        ledger.v1.Recording: 1 acceptance_number string, 2 acceptance_time_ms uint64, 3 recording_date uint32, 4 recorder bytes
        ledger.v1.Refund: 1 number string, 2 amount_fen uint64
        ledger.v1.Reissue: 1 party ledger.v1.Party, 2 certificate ledger.v1.CertificateId
        ledger.v1.SeizureRow: 1 kind ledger.v1.SeizureKind, 2 authority string, 3 document_number string, 4 delivery_time_ms uint64,
          5 term ledger.v1.SeizureTerm, 6 start uint32, 7 end uint32, 8 recording_date uint32, 9 document ledger.v1.DocumentRoot,
          10 business_number string
        ledger.v1.SeizureTerm: 1 months uint32, 2 days uint32
        ledger.v1.Share: 1 numerator uint64, 2 denominator uint64
        ledger.v1.Stake: 1 party uint32, 2 share ledger.v1.Share, 3 group uint32, 4 not_signing bool
        ledger.v1.TaxLine: 1 tax ledger.v1.TaxKind, 2 side ledger.v1.TaxSide, 3 taxpayer ledger.v1.PartyAcrossUnits, 4 base_fen uint64,
          5 rate uint32, 6 due_fen uint64, 7 reduction_fen uint64, 8 exemption string, 9 buyer_class ledger.v1.BuyerClass
        ledger.v1.Ticket: 1 number string, 2 tax ledger.v1.TaxKind, 3 side ledger.v1.TaxSide, 4 taxpayer ledger.v1.PartyAcrossUnits,
          5 amount_fen uint64
        ledger.v1.UnitBusiness: 1 unit_code string, 2 business_number string
        ledger.v1.UnitTransfer: 1 unit_code string, 2 business_number string, 3 previous ledger.v1.CertificateId *500,
          4 sellers ledger.v1.PartShare *500, 5 buyers ledger.v1.Holder *500, 6 co_ownership ledger.v1.CoOwnership, 7 epoch uint32,
          8 reissues ledger.v1.Reissue *500
        """;

    /// <summary>Pages, and what only they hold.</summary>
    private const string Pages =
        """
        ledger.v1.BusinessPage: 1 acceptance_number string, 2 unit_code string
        ledger.v1.CertificatePage: 1 unit_code string, 2 kind ledger.v1.CertificateKind, 3 live bool, 4 issued uint32, 5 voided uint32
        ledger.v1.ContractPage: 1 contract_number string, 2 kind ledger.v1.ContractKind, 3 state ledger.v1.ContractState, 4 signing_date uint32,
          5 filing_number string, 6 filing_date uint32, 7 price_fen uint64, 8 vat_rate uint32, 9 units ledger.v1.ContractUnit *,
          10 sellers ledger.v1.PartyAcrossUnits *, 11 buyers ledger.v1.PartyAcrossUnits *, 12 ended uint32,
          13 mortgagee_notes ledger.v1.MortgageeNote *, 14 document ledger.v1.DocumentRoot, 15 registered uint32
        ledger.v1.DealPage: 1 contract_number string, 2 state ledger.v1.ContractState, 3 epoch uint32
        ledger.v1.EncumbrancePage: 1 unit_code string, 2 origin ledger.v1.Origin, 3 complete_since uint32, 4 kinds ledger.v1.EncumbranceKind *,
          5 parcels string *, 6 mortgages ledger.v1.MortgageRow *, 7 seizures ledger.v1.SeizureRow *, 8 document ledger.v1.DocumentRoot,
          9 recording_date uint32, 10 epoch uint32
        ledger.v1.MortgagePage: 1 id ledger.v1.MortgageId, 2 state ledger.v1.MortgageState, 3 terms ledger.v1.MortgageTerms,
          4 signing_date uint32, 5 units ledger.v1.MortgageUnit *, 6 mortgagors ledger.v1.PartyAcrossUnits *,
          7 certificate ledger.v1.CertificateId, 8 recording_date uint32, 9 release_reason ledger.v1.ReleaseReason, 10 release_date uint32,
          11 cancelled_date uint32, 12 origin ledger.v1.Origin, 13 document ledger.v1.DocumentRoot, 14 mortgagors_not_signing uint32 *
        ledger.v1.MortgageeNote: 1 mortgage ledger.v1.MortgageId, 2 consent bool, 3 date uint32
        ledger.v1.TaxLineState: 1 line ledger.v1.TaxLine, 2 paid_fen uint64, 3 exempted bool
        ledger.v1.TaxPage: 1 contract_number string, 2 units string *, 3 liability_date uint32, 4 declaration_date uint32,
          5 assessment_date uint32, 6 declared_price_fen uint64, 7 base_fen uint64, 8 base_reason ledger.v1.BaseReason,
          9 lines ledger.v1.TaxLineState *, 10 tickets ledger.v1.TicketState *, 11 last_payment_date uint32, 12 document ledger.v1.DocumentRoot
        ledger.v1.TicketPage: 1 contract_number string
        ledger.v1.TicketState: 1 number string, 2 tax ledger.v1.TaxKind, 3 side ledger.v1.TaxSide, 4 taxpayer ledger.v1.PartyAcrossUnits,
          5 amount_fen uint64, 6 refunded_fen uint64, 7 payment_date uint32, 8 refund_reason ledger.v1.RefundReason
        ledger.v1.TitlePage: 1 unit_code string, 2 status ledger.v1.TitleStatus, 3 co_ownership ledger.v1.CoOwnership,
          4 owners ledger.v1.Holder *, 5 area uint64, 6 use uint32, 7 right_type uint32, 8 recording_date uint32, 9 origin ledger.v1.Origin,
          10 document ledger.v1.DocumentRoot, 11 epoch uint32, 12 previous_entry bytes, 13 price_fen uint64, 14 price_units uint32,
          15 contract_number string, 16 business_number string
        """;

    /// <summary>Governance events and the chain's own pages.</summary>
    private const string Governance =
        """
        ledger.v1.ActivateProfile: 1 profile uint32
        ledger.v1.ActiveProfile: 1 number uint32
        ledger.v1.Approve: 1 proposal bytes
        ledger.v1.Event: 1 type string, 2 body bytes
        ledger.v1.Member: 1 organisation string, 2 department string, 3 credit_code string, 4 lender bool, 5 root_certificate bytes
        ledger.v1.PeerKeys: 1 organisation string, 2 log_key string, 3 cosigner_key string, 4 cose_key bytes
        ledger.v1.Proposal: 1 event ledger.v1.Event, 2 proposer string, 3 approvals string *, 4 effective bool
        ledger.v1.Quorum: 1 k uint32, 2 peers string *
        ledger.v1.ReplaceKeys: 1 credit_code string, 2 log_key string, 3 cosigner_key string, 4 cose_key bytes, 5 signer_certificate bytes,
          6 retired_key_ids bytes *
        ledger.v1.Revocation: 1 organisation string, 2 reason string
        ledger.v1.RevokeCertificate: 1 credit_code string, 2 certificate bytes, 3 reason string
        ledger.v1.SigningKey: 1 credit_code string, 2 certificate bytes
        """;

    /// <summary>Values of enumerations.</summary>
    private const string Values =
        """
        ledger.v1.BaseReason = 0, 1, 2
        ledger.v1.BuyerClass = 0, 1, 2, 3
        ledger.v1.CertificateKind = 0, 1, 2
        ledger.v1.CoOwnership = 0, 1, 2, 3
        ledger.v1.ContractKind = 0, 1, 2
        ledger.v1.ContractState = 0, 1, 2, 3, 4, 5
        ledger.v1.EncumbranceKind = 0, 1, 2, 3, 4, 5, 6, 7
        ledger.v1.IdentityClass = 0, 1, 2, 3, 4, 5, 6, 7, 8
        ledger.v1.LiftOutcome = 0, 1, 2, 3
        ledger.v1.MortgageHandling = 0, 1
        ledger.v1.MortgageMode = 0, 1, 2
        ledger.v1.MortgageState = 0, 1, 2, 3, 4
        ledger.v1.Origin = 0, 1, 2
        ledger.v1.PartyKind = 0, 1, 2
        ledger.v1.RefundReason = 0, 1, 2
        ledger.v1.ReleaseReason = 0, 1, 2, 3
        ledger.v1.SeizureKind = 0, 1, 2
        ledger.v1.TaxKind = 0, 1, 2, 3, 4, 5, 6
        ledger.v1.TaxSide = 0, 1
        ledger.v1.TitleStatus = 0, 1, 2, 3
        """;

    /// <summary>The form.</summary>
    public static MessageForm Form { get; } = MessageForm.Parse(string.Join('\n', Events, Parts, Pages, Governance, Values));
}
