namespace Ledger.Contracts;

/// <summary>Family Staff in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class StaffTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form =
        """
        ledger.v1.StaffEnrolled: 1 act ledger.v1.Act, 2 fingerprint bytes, 3 town uint32, 4 duties ledger.v1.StaffDuty *500, 5 from uint32,
          6 until uint32, 7 public_key bytes
        ledger.v1.StaffRetired: 1 act ledger.v1.Act, 2 fingerprint bytes, 3 date uint32
        ledger.v1.PartyTokensRenewed: 1 act ledger.v1.Act, 2 unit_code string, 3 epoch uint32, 4 parties ledger.v1.PartyRenewal *500,
          5 bases string *500, 6 mortgages ledger.v1.MortgageId *500
        ledger.v1.StaffPage: 6 public_key bytes
        """;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => flows.With(
        ProfileTwo.Flow(new StaffEnrolledFlow()),
        ProfileTwo.Flow(new StaffRetiredFlow()),
        ProfileTwo.Flow(new PartyTokensRenewedFlow(), EveryTokenRenewed.C01, CaseStaff.C74));
}
