namespace Ledger.Acts;

/// <summary>Sales, pre-sale permits, house tables and supervised funds.</summary>
internal static class SaleForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new IssuePermitForm(),
        new ChangePermitForm(),
        new PublishHouseRowsForm(),
        new SignContractForm(),
        new FileContractForm(),
        new ReturnFilingForm(),
        new AmendContractForm(),
        new RevokeContractForm(),
        new SuperviseFundsForm(),
        new DepositFundsForm(),
        new ReleaseFundsForm(),
    ];
}
