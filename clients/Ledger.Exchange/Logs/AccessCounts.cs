namespace Ledger.Exchange;

/// <summary>Acts of a day by type of registration (A.21 by its hundred), as the daily log counts them.</summary>
public sealed record AccessCounts
{
    /// <summary>The attribute of each hundred of A.21, in the order of writing; the log spells correction so.</summary>
    public static IReadOnlyList<KeyValuePair<int, string>> Attributes { get; } =
    [
        new(100, "firstReg"), new(200, "transferReg"), new(300, "changeReg"), new(400, "logoutReg"), new(500, "riviseReg"), new(600, "dissentingReg"),
        new(700, "advanceReg"), new(800, "seizeReg"), new(900, "otherReg"),
    ];

    /// <summary>Mortgages, which the older log counts by themselves.</summary>
    public const int Mortgage = 9100;

    /// <summary>Easements, which the older log counts by themselves.</summary>
    public const int Easement = 9200;

    /// <summary>The attributes of the older log: mortgages and easements have their own in place of other acts.</summary>
    public static IReadOnlyList<KeyValuePair<int, string>> OlderAttributes { get; } =
        [.. Attributes.Take(8), new(Easement, "easementReg"), new(Mortgage, "mortgageReg")];

    /// <summary>Number by hundred of A.21.</summary>
    public required IReadOnlyDictionary<int, int> ByType { get; init; }

    /// <summary>Number of all; stated on its own in a log that was read.</summary>
    public required int Total { get; init; }

    /// <summary>Counts acts by their types (A.21; 901 and 902 count as 900).</summary>
    public static AccessCounts Of(IEnumerable<int> types)
    {
        var counts = types.GroupBy(static type => type / 100 * 100).ToDictionary(static group => group.Key, static group => group.Count());
        return new() { ByType = counts, Total = counts.Values.Sum() };
    }
}
