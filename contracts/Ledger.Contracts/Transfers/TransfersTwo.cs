namespace Ledger.Contracts;

/// <summary>Family Transfers in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class TransfersTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.TransferRecorded: 7 replacements ledger.v1.UnitReissue *500
        ledger.v1.UnitTransfer: 9 price_fen uint64, 10 notices ledger.v1.CertificateId *500, 11 pre_seizures string *500
        ledger.v1.UnitReissue: 1 unit_code string, 2 previous ledger.v1.CertificateId, 3 owners ledger.v1.Reissue *500, 4 epoch uint32
        ledger.v1.PartShare: 3 group uint32
        ledger.v1.MortgageHandling = 2
        ledger.v1.CourtTransferRecorded: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 authority string, 4 ruling string,
          5 effective uint32, 6 reason ledger.v1.CourtTransferReason, 7 mortgages ledger.v1.CourtMortgages, 8 basis string, 9 price_fen uint64,
          10 units ledger.v1.UnitTransfer *500, 11 seizures_ended string *500, 12 replacements ledger.v1.UnitReissue *500
        ledger.v1.CourtTransferReason = 0, 1, 2, 3, 4, 5
        ledger.v1.CourtMortgages = 0, 1, 2
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .Change("TransferRecorded", known => ProfileTwo.AsBookAct(
            new TransferRecordedFlowTwo(), MaximumDetermined.C50, UseAndTerm.C25, UseAndTerm.C25Over, LandGoesAlong.C51, LandGround.C51, FreelyDisposable.C80,
            FreelyDisposable.C80Never, NoticeOver.C86, NoticesConverted.C36, PreSeizuresConverted.C29)(
                known.Without(PricesAgree.C19Explained, SeizedUnit.C29, SeizedParcel.C29)))
        .With(ProfileTwo.BookAct(
            new CourtTransferRecordedFlow(),
            CertificateYear.F03, SameUnits.C01, OneLiveTitle.C03, SellersOwn.C06, BuyersAreTransferees.C08, ContractStands.C10, ContractStands.C11,
            TaxesCleared.C14, TaxesCleared.C15, TaxesCleared.C16, PricesAgree.C19, NoRefund.C21, UseAndTerm.C25,
            UseAndTerm.C25Over, SharesSumToOne.C26, SeizedUnit.C29,
            ActivePreSeizure.C29, CourtDisposes.C33, EndedSeizures.C33, ForcedSale.C48, MaximumDetermined.C50,
            (LandGoesAlong.C51, Chain.Severity.Exception), LandGround.C51, CertificatesUnique.C54,
            ChainOfTitle.C56, CourtDisposes.C72,
            FreelyDisposable.C80, FreelyDisposable.C80Never));
}
