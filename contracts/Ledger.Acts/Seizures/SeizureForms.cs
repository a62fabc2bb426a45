namespace Ledger.Acts;

/// <summary>Seizures and locks.</summary>
internal static class SeizureForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new EnterSeizureForm(),
        new RenewSeizureForm(),
        new LiftSeizureForm(),
        new HandOverSeizureForm(),

        new PlaceLockForm(),
        new RemoveLockForm(),
    ];
}
