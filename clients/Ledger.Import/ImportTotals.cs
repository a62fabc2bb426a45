namespace Ledger.Import;

/// <summary>What became of a file. Recorded, refused, unreadable and open add up to its rows.</summary>
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

    /// <summary>Rows of the file.</summary>
    public int Rows => Recorded + Refused + Unreadable + Open;

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
