namespace Ledger.Acts;

/// <summary>Objections, advance notices and use rights.</summary>
internal static class NoticeForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new EnterObjectionForm(),
        new FileObjectionSuitForm(),
        new CancelObjectionForm(),

        new EnterAdvanceNoticeForm(),
        new CancelAdvanceNoticeForm(),

        new RegisterResidenceRightForm(),
        new CancelResidenceRightForm(),
        new RegisterEasementForm(),
        new CancelEasementForm(),
    ];
}
