using Microsoft.Extensions.Logging;

namespace Ledger.Peers;

/// <summary>What a peer writes to the log of its node: numbers, hashes and organisations, never contents.</summary>
internal static partial class PeerLog
{
    [LoggerMessage(1, LogLevel.Information, "{Organisation}: peer opened at block {Block}, size {Size}")]
    public static partial void Opened(ILogger logger, string organisation, ulong block, ulong size);

    [LoggerMessage(2, LogLevel.Critical, "{Organisation}: peer is {State}: {Description}")]
    public static partial void Stopped(ILogger logger, string organisation, PeerState state, string description);

    [LoggerMessage(13, LogLevel.Warning, "{Organisation}: peer goes on; it executed block {Block} after refusing other bytes for it")]
    public static partial void GoesOn(ILogger logger, string organisation, ulong block);

    [LoggerMessage(3, LogLevel.Critical, "{Organisation}: ALARM: {Other} signed another root for block {Block}, size {Size}")]
    public static partial void OtherRoot(ILogger logger, string organisation, string other, ulong block, ulong size);

    [LoggerMessage(11, LogLevel.Error, "{Organisation}: waits, {Reason}")]
    public static partial void WaitsForClock(ILogger logger, string organisation, string reason);

    [LoggerMessage(
        14, LogLevel.Error, "{Organisation}: waits for the disk, time {Count} in a row, and goes on by itself once it takes and gives what is asked: {Fault}")]
    public static partial void WaitsForDisk(ILogger logger, string organisation, ulong count, string fault);

    [LoggerMessage(15, LogLevel.Warning, "{Organisation}: the disk takes what is written again; the store was looked through and stands at block {Block}")]
    public static partial void DiskTakes(ILogger logger, string organisation, ulong block);

    [LoggerMessage(12, LogLevel.Warning, "{Organisation}: ALARM: {Reason}")]
    public static partial void LateBlock(ILogger logger, string organisation, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Organisation} could not be asked where block {Block} parts")]
    public static partial void NotExplained(ILogger logger, string organisation, ulong block, Exception e);

    [LoggerMessage(5, LogLevel.Critical, "{Organisation}: ALARM stands: {Other} signed another root for block {Block}, size {Size}")]
    public static partial void AlarmStands(ILogger logger, string organisation, string other, ulong block, ulong size);

    [LoggerMessage(6, LogLevel.Information, "{Organisation}: nothing that was signed stands above block {Block}; it orders and signs from here")]
    public static partial void Standing(ILogger logger, string organisation, ulong block);

    [LoggerMessage(7, LogLevel.Warning, "{Organisation}: {Report}")]
    public static partial void NotStanding(ILogger logger, string organisation, string report);

    [LoggerMessage(8, LogLevel.Warning, "{Organisation}: catching up to block {Target} from block {Block}, for {Of} signed it; reading from {Holder}")]
    public static partial void CatchingUp(ILogger logger, string organisation, ulong target, ulong block, string of, string holder);

    [LoggerMessage(9, LogLevel.Error, "{Organisation}: nobody gave the blocks up to {Target}: {Why}")]
    public static partial void NotCaughtUp(ILogger logger, string organisation, ulong target, string why);

    [LoggerMessage(10, LogLevel.Critical, "{Organisation}: goes on by an operator's word, \"{Word}\", without having learnt what its keys signed: {Why}")]
    public static partial void StandsAlone(ILogger logger, string organisation, string word, string why);

    [LoggerMessage(
        16, LogLevel.Warning,
        "{Organisation}: {Signers} signed block {Block}, size {Size}, above this peer's head, but {Enough} must have to bind others: it is not waited for. If it is right, order on a node that holds the highest block")]
    public static partial void NotBinding(ILogger logger, string organisation, string signers, ulong block, ulong size, int enough);

    [LoggerMessage(20, LogLevel.Warning, "{Organisation}: the store begins anew: {Reason}")]
    public static partial void BeginsAnew(ILogger logger, string organisation, string reason);

    [LoggerMessage(21, LogLevel.Warning,
        "{Organisation}: one of the two slots of {Path} is unreadable, as after a crash while it was written; the other one, of block {Block}, is relied on")]
    public static partial void SlotUnreadable(ILogger logger, string organisation, string path, ulong block);

    [LoggerMessage(
        22, LogLevel.Warning,
        "{Organisation}: {Path} shows block {Block} as the last one cosigned, the store holds this peer's line for block {Line}: the file is an older one, or its newest slot is damaged")]
    public static partial void FileIsOlder(ILogger logger, string organisation, string path, ulong block, ulong line);

    [LoggerMessage(23, LogLevel.Error, "{Organisation}: the rules' code failed on event {Type} of envelope {LeafHash}, which is refused: keep the envelope and report this")]
    public static partial void RuleFailed(ILogger logger, string organisation, string leafHash, string type, Exception e);
}
