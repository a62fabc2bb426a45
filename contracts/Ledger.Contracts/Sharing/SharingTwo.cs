namespace Ledger.Contracts;

/// <summary>Family Sharing in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class SharingTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.SharingAuthorised: 1 act ledger.v1.Act, 2 number string, 3 subject bytes, 4 asker string, 5 purpose string,
          6 fields ledger.v1.SharedField *500, 7 basis ledger.v1.SharingBasis, 8 from uint32, 9 until uint32, 10 paper bytes, 11 revokes string
        ledger.v1.QueryTraced: 1 act ledger.v1.Act, 2 query_id bytes, 3 authorisation string, 4 asker string, 5 answered_ms uint64,
          6 fields ledger.v1.SharedField *500, 7 result ledger.v1.QueryResult, 8 evidence_size uint64, 9 answer bytes, 10 trace bytes,
          11 trace_count uint64, 12 trace_head bytes
        ledger.v1.AuthorisationPage: 1 number string, 2 subject bytes, 3 asker string, 4 purpose string, 5 fields ledger.v1.SharedField *,
          6 basis ledger.v1.SharingBasis, 7 from uint32, 8 until uint32, 9 paper bytes, 10 member string, 11 revoked_ms uint64
        ledger.v1.TracePage: 1 count uint64, 2 head bytes
        ledger.v1.SharedField = 0, 1, 2, 3, 4
        ledger.v1.SharingBasis = 0, 1, 2, 3, 4
        ledger.v1.QueryResult = 0, 1, 2
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.Flow(new SharingAuthorisedFlow(), NumberUnused.C75, SharingIsOpen.C68),
        ProfileTwo.Flow(new QueryTracedFlow(), SharingIsOpen.C68));
}
