namespace Ledger.Acts;

/// <summary>Mortgages.</summary>
internal static class MortgageForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new SignMortgageContractForm(),
        new ConsentForm(),
        new ReleaseForm(),
        new RegisterMortgageForm(),
        new CancelMortgageForm(),
        new NotifyMortgageeForm(),
        new WithdrawMortgageContractForm(),
        new AgreeMortgageChangeForm(),
        new DisburseLoanForm(),
        new WithdrawReleaseForm(),
        new ChangeMortgageForm(),
        new ChangeMortgageRanksForm(),
        new TransferMortgageForm(),
        new DetermineMortgageForm(),
        new ConvertMortgageForm(),
    ];
}
