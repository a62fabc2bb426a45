namespace Ledger.Contracts;

/// <summary>Family Instruments in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class InstrumentsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.InstrumentStated: 1 act ledger.v1.Act, 2 number string, 3 kind ledger.v1.InstrumentKind, 4 notarised bool,
          5 units ledger.v1.ContractUnit *500, 6 givers ledger.v1.PartyAcrossUnits *500, 7 takers ledger.v1.PartyAcrossUnits *500, 8 date uint32,
          9 value_fen uint64, 10 pair string, 11 documents ledger.v1.InstrumentDocument *500, 12 withdrawn bool
        ledger.v1.InstrumentDocument: 1 kind string, 2 document bytes
        ledger.v1.InstrumentPage: 1 number string, 2 kind ledger.v1.InstrumentKind, 3 state ledger.v1.InstrumentState, 4 notarised bool,
          5 units ledger.v1.ContractUnit *, 6 givers ledger.v1.PartyAcrossUnits *, 7 takers ledger.v1.PartyAcrossUnits *, 8 date uint32,
          9 value_fen uint64, 10 pair string, 11 documents ledger.v1.InstrumentDocument *, 12 mortgagee_notes ledger.v1.MortgageeNote *,
          13 document ledger.v1.DocumentRoot, 14 registered uint32, 15 ended uint32, 16 version uint32
        ledger.v1.InstrumentKind = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15
        ledger.v1.InstrumentState = 0, 1, 2, 3
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.Flow(
            new InstrumentStatedFlow(),
            OneLiveTitle.C03, SidesDiffer.F06, BasisInHand.C04, OneActiveContract.C05, SellersOwn.C06, SharesSumToOne.C26, CoOwnersConsent.C27,
            InheritanceLane.C66, InstrumentPapers.C73, NumberUnused.C75, FreelyDisposable.C80, FreelyDisposable.C80Never));
}
