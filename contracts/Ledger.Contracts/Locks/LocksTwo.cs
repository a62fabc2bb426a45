namespace Ledger.Contracts;

/// <summary>Family Locks in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class LocksTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.LockPlaced: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 kind ledger.v1.LockKind, 6 authority string, 7 document_number string, 8 from uint32, 9 until uint32
        ledger.v1.LockRemoved: 1 act ledger.v1.Act, 2 recording ledger.v1.Recording, 3 unit_code string, 4 business_number string,
          5 authority string, 6 document_number string, 7 release_document_number string, 8 date uint32
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.BookAct(new LockPlacedFlow(), SeizureStands.C33, LockStands.C63),
        ProfileTwo.BookAct(new LockRemovedFlow(), SeizureStands.C33));
}
