namespace Ledger.Cli;

/// <summary>What the program's exit code says; part of its interface, listed by <c>ledger --help</c>.</summary>
internal enum ExitCode
{
    /// <summary>Done; of a check or a verification: clean.</summary>
    Ok = 0,

    /// <summary>A fault of no more particular kind.</summary>
    Fault = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>The rules refuse the act.</summary>
    Refused = 3,

    /// <summary>The request's input is wrong.</summary>
    Input = 4,

    /// <summary>The certificate may not make this call.</summary>
    Access = 5,

    /// <summary>The service or its ordering does not answer, or is busy.</summary>
    Unreachable = 6,

    /// <summary>Ordered: on the ledger, the quorum is outstanding; the draft stays open.</summary>
    Ordered = 7,

    /// <summary>The answer does not verify.</summary>
    Untrusted = 8,

    /// <summary>A profile, policy, request or book file cannot be used.</summary>
    File = 9,

    /// <summary>At least one encumbrance.</summary>
    Encumbered = 10,

    /// <summary>Taken over from the old book, not verified.</summary>
    Migrated = 11,

    /// <summary>Nothing recorded on this ledger, old book unknown.</summary>
    NotOpened = 12,

    /// <summary>The title is historic or has ended.</summary>
    NotLive = 13,

    /// <summary>The evidence is invalid.</summary>
    Invalid = 14,

    /// <summary>Clean, but older than accepted.</summary>
    Stale = 15,

    /// <summary>The replay does not reach what the departments signed, or two ledgers differ.</summary>
    Diverged = 16,

    /// <summary>A key of the ledger signed two roots, or checkpoints seen before do not agree: to be shown to every member.</summary>
    Alarm = 17,

    /// <summary>The department asked lacks records of its own envelopes on the ledger.</summary>
    RecordsMissing = 18,

    /// <summary>Cancelled by the user.</summary>
    Cancelled = 130,
}
