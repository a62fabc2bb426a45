namespace Ledger.Departments;

/// <summary>What a header in the chain of records is about. Numbers are never reused.</summary>
internal enum RecordKind : byte
{
    /// <summary>A record.</summary>
    Record = 1,

    /// <summary>A record's contents, as they are stored: wrapped.</summary>
    Content = 2,

    /// <summary>An envelope signed under a record's number.</summary>
    Envelope = 3,

    /// <summary>A bank's submission.</summary>
    Submission = 4,

    /// <summary>What is known of a record's fate; the newest counts.</summary>
    Outcome = 5,

    /// <summary>An operator's certificate.</summary>
    Operator = 6,

    /// <summary>A check and its answer.</summary>
    Check = 7,

    /// <summary>A use of raw entries or pages.</summary>
    Use = 8,

    /// <summary>A setting; the newest counts.</summary>
    Setting = 9,

    /// <summary>A record's contents were erased.</summary>
    Erasure = 10,

    /// <summary>A verdict.</summary>
    Verdict = 11,

    /// <summary>Verdicts up to this number were dropped: they were kept as long as they are to be.</summary>
    VerdictsDropped = 12,
}
