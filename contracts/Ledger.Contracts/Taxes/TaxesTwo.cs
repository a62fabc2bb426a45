namespace Ledger.Contracts;

/// <summary>Family Taxes in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class TaxesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.TaxDeclared: 1 act ledger.v1.Act, 2 basis string, 3 date uint32, 4 organ string, 5 units ledger.v1.DeclaredUnit *500,
          6 price_converted bool
        ledger.v1.DeclaredUnit: 1 unit_code string, 2 price_fen uint64, 3 held ledger.v1.HeldSince *500
        ledger.v1.HeldSince: 2 since uint32, 3 party ledger.v1.PartyAcrossUnits
        ledger.v1.TaxReturned: 1 act ledger.v1.Act, 2 basis string, 3 date uint32, 4 reason string
        ledger.v1.TaxCertificateIssued: 1 act ledger.v1.Act, 2 basis string, 3 certificate_number string, 4 date uint32,
          5 accounts ledger.v1.CoveredAccount *500
        ledger.v1.CoveredAccount: 1 tax ledger.v1.TaxKind, 2 side ledger.v1.TaxSide, 3 taxpayer ledger.v1.PartyAcrossUnits
        ledger.v1.TaxAssessed: 12 organ string, 13 unit_bases ledger.v1.AssessedUnit *500, 14 vat_treatment ledger.v1.VatTreatment,
          15 vat_rate uint32, 16 invoice bytes, 17 withdrawn_exemptions string *500, 18 town uint32
        ledger.v1.AssessedUnit: 1 unit_code string, 2 base_fen uint64
        ledger.v1.Ticket: 6 lines ledger.v1.TicketLine *500, 7 date uint32
        ledger.v1.TicketLine: 1 tax ledger.v1.TaxKind, 2 side ledger.v1.TaxSide, 3 unit_code string, 4 amount_fen uint64
        ledger.v1.Refund: 3 tax ledger.v1.TaxKind, 4 side ledger.v1.TaxSide, 5 unit_code string
        ledger.v1.TaxLine: 10 unit_code string, 11 deduction_fen uint64
        ledger.v1.TaxPage: 13 state ledger.v1.TaxState, 14 organ string, 15 declared_units ledger.v1.DeclaredUnit *,
          16 unit_bases ledger.v1.AssessedUnit *, 17 vat_treatment ledger.v1.VatTreatment, 18 vat_rate uint32, 19 returned uint32,
          20 clearance string, 21 version uint32, 22 first_declaration uint32, 23 first_assessment uint32,
          24 declared_version uint32, 25 town uint32
        ledger.v1.TicketState: 9 unit_code string
        ledger.v1.RefundReason = 3, 4, 5
        ledger.v1.TaxState = 0, 1, 2, 3, 4
        ledger.v1.VatTreatment = 0, 1, 2, 3, 4
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .With(
            ProfileTwo.Flow(new TaxDeclaredFlow(), SameUnits.C01, AmountUnit.F07, PricesAgree.C19, PricesAgree.C19Explained),
            ProfileTwo.Flow(new TaxReturnedFlow()),
            ProfileTwo.Flow(new TaxCertificateIssuedFlow(), TaxesCleared.C16))
        .Change("TaxAssessed", known => known.As(new TaxAssessedFlowTwo())
            .Without(TaxBase.C18, PricesAgree.C19Explained)
            .With(NetPrices.C18, NetPrices.C76, TableRates.C77, AssessedLines.C78))
        .Change("TaxExempted", known => known.As(new TaxExemptedFlowTwo()).With(TableRates.C77))
        .Change("TaxPaid", known => known.As(new TaxPaidFlowTwo()))
        .Change("TaxRefunded", known => known.As(new TaxRefundedFlowTwo()).With(RefundReasons.C21Late));
}
