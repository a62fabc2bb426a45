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
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .Change("TransferRecorded", known => ProfileTwo.AsBookAct(
            new TransferRecordedFlowTwo(), MaximumDetermined.C50, LandGoesAlong.C51, NoticesConverted.C36, PreSeizuresConverted.C29)(
                known.Without(PricesAgree.C19Explained, SeizedUnit.C29, SeizedParcel.C29)));
}
