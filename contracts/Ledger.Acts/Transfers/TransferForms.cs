namespace Ledger.Acts;

/// <summary>Instruments and transfers.</summary>
internal static class TransferForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new StateInstrumentForm(),
        new RecordTransferForm(),
        new RecordCourtTransferForm(),
    ];
}
