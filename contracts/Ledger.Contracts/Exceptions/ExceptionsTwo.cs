namespace Ledger.Contracts;

/// <summary>Family Exceptions in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class ExceptionsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.ExceptionApproved: 1 act ledger.v1.Act, 2 number string, 3 rule string, 4 event string, 5 subject string, 6 ground string,
          7 document_number string, 8 approver bytes, 9 until uint32, 10 signature bytes, 11 restriction string
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.Flow(new ExceptionApprovedFlow(), NumberUnused.C75));
}
