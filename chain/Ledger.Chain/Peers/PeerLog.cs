using Microsoft.Extensions.Logging;

namespace Ledger.Chain;

/// <summary>What a peer writes to the log of its node: numbers, hashes and organisations, never contents.</summary>
internal static partial class PeerLog
{
    [LoggerMessage(1, LogLevel.Information, "{Organisation}: peer opened at block {Block}, size {Size}")]
    public static partial void Opened(ILogger logger, string organisation, ulong block, ulong size);

    [LoggerMessage(2, LogLevel.Critical, "{Organisation}: peer is {State}: {Description}")]
    public static partial void Stopped(ILogger logger, string organisation, PeerState state, string description);

    [LoggerMessage(3, LogLevel.Critical, "{Organisation}: ALARM: {Other} signed another root for block {Block}, size {Size}")]
    public static partial void OtherRoot(ILogger logger, string organisation, string other, ulong block, ulong size);

    [LoggerMessage(4, LogLevel.Warning, "{Organisation} could not be asked where block {Block} parts")]
    public static partial void NotExplained(ILogger logger, string organisation, ulong block, Exception e);

    [LoggerMessage(5, LogLevel.Warning, "{Organisation}: the store begins anew: {Reason}")]
    public static partial void BeginsAnew(ILogger logger, string organisation, string reason);

    [LoggerMessage(6, LogLevel.Warning, "{Organisation}: one of the two slots of {Path} is unreadable, as after a crash while it was written; the other one, of block {Block}, is relied on")]
    public static partial void SlotUnreadable(ILogger logger, string organisation, string path, ulong block);
}
