namespace Ledger.Contracts;

/// <summary>Family Seizures in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class SeizuresTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.SeizureEntered: 10 debtors ledger.v1.Party *500, 11 scope ledger.v1.Share, 12 stated_first uint32, 13 stated_last uint32,
          14 organ ledger.v1.SeizureOrgan, 15 epoch uint32
        ledger.v1.SeizureHandedOver: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 authority string, 6 document_number string, 7 to_authority string, 8 hand_over_document_number string, 9 date uint32
        ledger.v1.SeizureLifted: 9 delivery_time_ms uint64, 10 by ledger.v1.SeizureLifter
        ledger.v1.SeizureLifter = 0, 1, 2, 3
        ledger.v1.SeizureOrgan = 0, 1, 2, 3, 4, 5, 6
        ledger.v1.SeizureRenewal: 1 document_number string, 2 delivery_time_ms uint64, 3 term ledger.v1.SeizureTerm, 4 stated_last uint32,
          5 recording_ms uint64, 6 business_number string, 7 document ledger.v1.DocumentRoot, 8 first_day_counts bool
        ledger.v1.SeizureRenewed: 9 delivery_time_ms uint64, 10 stated_last uint32
        ledger.v1.SeizureRow: 11 debtors ledger.v1.Party *500, 12 holders ledger.v1.Party *500, 13 scope ledger.v1.Share, 14 stated_first uint32,
          15 stated_last uint32, 16 organ ledger.v1.SeizureOrgan, 17 recording_ms uint64, 18 renewals ledger.v1.SeizureRenewal *500,
          19 lifted uint32, 20 handed_to string, 21 converted uint32, 22 first_day_counts bool
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .With(ProfileTwo.BookAct(new SeizureHandedOverFlow(), SeizureStands.C33))
        .Change("SeizureEntered", static _ => ProfileTwo.BookAct(
            new SeizureEnteredFlowTwo(), SeizureTermLimit.C32, SeizureLength.C32, SeizureDebtors.C30, SeizureDebtors.C30Stopped, SeizureDebtors.C72))
        .Change("SeizureRenewed", static _ => ProfileTwo.BookAct(
            new SeizureRenewedFlowTwo(), SeizureStandsTwo.C31Undone, SeizureTermLimit.C32, SeizureLength.C32, SeizureStandsTwo.C32Ahead,
            SeizureStandsTwo.C32Stacked, SeizureStands.C33, SeizureStandsTwo.C33Superior))
        .Change("SeizureLifted", static _ => ProfileTwo.BookAct(
            new SeizureLiftedFlowTwo(), SeizureStands.C31, SeizureStandsTwo.C31Disposed, SeizureStands.C33, SeizureStandsTwo.C33Superior));
}
