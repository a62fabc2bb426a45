namespace Ledger.Acts;

/// <summary>Changes of title, split, merge, corrections.</summary>
internal static class TitleForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new ChangeOwnerDetailsForm(),
        new ChangeUnitDetailsForm(),
        new ChangeCoOwnershipForm(),
        new SplitUnitForm(),
        new MergeUnitsForm(),
        new CancelTitleForm(),
        new OpenCorrectionForm(),
        new RecordCorrectionForm(),
    ];
}
