namespace Ledger.Import;

/// <summary>What became of a data set: its rows are the sum of what became of each.</summary>
public sealed record ImportTotals
{
    /// <summary>Rows whose transfer is on the ledger under the quorum's signatures.</summary>
    public required int Recorded { get; init; }

    /// <summary>Rows of whose case a step was refused.</summary>
    public required int Refused { get; init; }

    /// <summary>Rows that cannot be read.</summary>
    public required int Unreadable { get; init; }

    /// <summary>Rows whose case is not over; none when the import ran to its end.</summary>
    public required int Open { get; init; }

    /// <summary>Rows whose sale, with the same content, was read before: nothing is recorded twice.</summary>
    public int Known { get; init; }

    /// <summary>Rows that say of a sale on the ledger what it does not say, and of which no correction was made; each with its reason.</summary>
    public int Changed { get; init; }

    /// <summary>Rows that the register itself changed or took back before their case was begun.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Rows that take a sale back which is not on the ledger.</summary>
    public int Deletions { get; init; }

    /// <summary>Sales before 1970, with whose outcome their units are taken over from the old book.</summary>
    public int OldBook { get; init; }

    /// <summary>Rows whose transfer was on the ledger, until the register changed the sale or took it back: the book is corrected.</summary>
    public int Corrected { get; init; }

    /// <summary>Rows that took such a sale back.</summary>
    public int TakenBack { get; init; }

    /// <summary>Rows by what the register says that they are (additions, changes, deletions), and what became of them.</summary>
    internal IReadOnlyList<(RowChange Change, RowState State, int Count)> ByChange { get; init; } = [];

    /// <summary>Rows of the files.</summary>
    public int Rows => Recorded + Refused + Unreadable + Open + Known + Changed + Withdrawn + Deletions + OldBook + Corrected + TakenBack;

    /// <summary>Envelopes with a verified receipt.</summary>
    public required int Envelopes { get; init; }

    /// <summary>Events in them.</summary>
    public required int Events { get; init; }

    /// <summary>Refused rows by rule; a row refused by several rules counts under each.</summary>
    public required IReadOnlyList<RuleCount> RefusedByRule { get; init; }

    /// <summary>Warnings that the import acknowledged, by rule.</summary>
    public required IReadOnlyList<RuleCount> Acknowledged { get; init; }

    /// <summary>Information that rules gave, by rule.</summary>
    public required IReadOnlyList<RuleCount> Informed { get; init; }
}
