namespace Ledger.Facts;

/// <summary>
/// Kinds of seizure (查封类型). The standard has codes of their own for queued seizures; the ledger derives the place in
/// the queue from the rows, so the code follows from kind and place.
/// </summary>
public static class SeizureKinds
{
    /// <summary>Code table A.32 with the practice's 5.</summary>
    public static CodeTable Table { get; } = new(
        new("查封类型", "seizure kind"),
        "A.32",
        new(1, new("查封", "seizure")),
        new(2, new("轮候查封", "queued seizure")),
        new(3, new("预查封", "pre-seizure")),
        new(4, new("轮候预查封", "queued pre-seizure")),
        new(5, new("续封", "renewed seizure")));

    /// <summary>The code of a seizure by kind and place in the queue; 0 for an unknown kind.</summary>
    public static uint CodeOf(V1.SeizureKind kind, bool queued) => (kind, queued) switch
    {
        (V1.SeizureKind.Seizure, false) => 1,
        (V1.SeizureKind.Seizure, true) => 2,
        (V1.SeizureKind.PreSeizure, false) => 3,
        (V1.SeizureKind.PreSeizure, true) => 4,
        _ => 0,
    };

    /// <summary>The name of a seizure by kind and place in the queue.</summary>
    public static Wording NameOf(V1.SeizureKind kind, bool queued) => Table.NameOf(CodeOf(kind, queued));
}
