namespace Ledger.Contracts;

/// <summary>Family Openings in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class OpeningsTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.LandPage: 1 parcel string, 2 buildings string *
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows
        .Change("FirstRegistered", ProfileTwo.AsBookAct(new FirstRegisteredFlowTwo()));
}
