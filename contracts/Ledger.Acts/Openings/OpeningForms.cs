namespace Ledger.Acts;

/// <summary>Openings of the book.</summary>
internal static class OpeningForms
{
    /// <summary>The forms, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new OpenFirstRegistrationForm(),
        new RegisterProjectForm(),
        new OpenMigratedForm(),
        new CompleteBookForm(),
    ];
}
