using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>What the services write to the log of their node: numbers and hashes, never contents.</summary>
internal static partial class SubmissionLog
{
    [LoggerMessage(101, LogLevel.Error, "Record {Number}: carrying it on failed; it stays open and is taken up again")]
    public static partial void Failed(ILogger logger, Exception exception, long number);

    [LoggerMessage(102, LogLevel.Warning,
        "Ordering gave no answer; times in a row: {Count}, since {Since:u}; the last time to record {Number}: {Reason}; records stay open and are submitted again")]
    public static partial void NoAnswer(ILogger logger, ulong count, DateTimeOffset since, long number, string reason);

    [LoggerMessage(108, LogLevel.Information, "Ordering answers again, after {Count} attempts without an answer since {Since:u}")]
    public static partial void AnswersAgain(ILogger logger, ulong count, DateTimeOffset since);

    [LoggerMessage(103, LogLevel.Critical, "Record {Number}: its number is on the ledger under leaf hash {LeafHash}, which this record store does not hold")]
    public static partial void ForeignEnvelope(ILogger logger, long number, string leafHash);

    [LoggerMessage(104, LogLevel.Information, "Record {Number}: refused as stale, signed anew (attempt {Attempt})")]
    public static partial void SignedAnew(ILogger logger, long number, int attempt);

    [LoggerMessage(105, LogLevel.Information, "Recovery: {Checked} entries compared with the record store, {Open} open records taken up, {Lapsed} lapsed")]
    public static partial void Recovered(ILogger logger, ulong @checked, int open, int lapsed);

    [LoggerMessage(106, LogLevel.Critical, "Record store: {Fault}")]
    public static partial void Damaged(ILogger logger, string fault);

    [LoggerMessage(119, LogLevel.Information, "Dry run of {Method} for {Organisation}: {Outcome}")]
    public static partial void DryRun(ILogger logger, string method, string organisation, Chain.JudgementOutcome outcome);

    [LoggerMessage(107, LogLevel.Critical,
        "Record {Number}: refused or lapsed, but its envelope (leaf hash {LeafHash}) is on the ledger: whoever had its bytes got them ordered later; the record is open again until its receipt")]
    public static partial void RecordedAfterRefusal(ILogger logger, long number, string leafHash);

    [LoggerMessage(110, LogLevel.Warning, "Record store: {Note}")]
    public static partial void StoreOpened(ILogger logger, string note);

    [LoggerMessage(113, LogLevel.Critical, "Record store: {Damage}")]
    public static partial void KeysDamaged(ILogger logger, string damage);

    [LoggerMessage(111, LogLevel.Warning, "Record store: {Fault} Accepted, or signed by banks past these services; nothing stops for it")]
    public static partial void RecordsTolerated(ILogger logger, string fault);

    [LoggerMessage(112, LogLevel.Warning, "Record {Number}: not kept at the moment ({Fault}), will try again")]
    public static partial void NotKept(ILogger logger, long number, string fault);
}
