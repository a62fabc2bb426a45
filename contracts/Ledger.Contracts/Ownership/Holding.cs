using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A share of a unit and those who hold it: one owner, or several who hold it jointly (共同共有). All four kinds of
/// co-ownership are lists of these: a sole or joint title is one holding of the whole.
/// </summary>
/// <param name="Share">Share of the unit.</param>
/// <param name="Rows">The owners' rows, in page order; more than one are joint.</param>
internal sealed record Holding(Share Share, IReadOnlyList<Holder> Rows)
{
    /// <summary>Group number on the page; 0 where there are no groups.</summary>
    public uint Group => Rows[0].Group;

    /// <summary>The holdings that rows of a page or an event describe.</summary>
    public static IReadOnlyList<Holding> Of(CoOwnership kind, IReadOnlyList<Holder> rows) => kind switch
    {
        CoOwnership.Shares => [.. rows.Select(row => new Holding(row.Share.Read(), [row]))],
        CoOwnership.Groups => [.. rows.GroupBy(row => row.Group).Select(group => new Holding(group.First().Share.Read(), [.. group]))],
        _ => [new(Share.One, rows)],
    };

    /// <summary>Whether the same parties hold this, in any order.</summary>
    public bool IsHeldBy(IReadOnlyList<Party> parties)
        => parties.Count == Rows.Count && Rows.All(row => parties.Contains(row.Party));
}
