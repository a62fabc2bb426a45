using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>What the making of the log's index writes to the log of its node.</summary>
internal static partial class EntryListLog
{
    [LoggerMessage(141, LogLevel.Information, "Index of the log: of another history up to entry {Size}, made anew")]
    public static partial void MadeAnew(ILogger logger, ulong size);

    [LoggerMessage(142, LogLevel.Warning, "Index of the log: does not follow for now, and is tried again: {Fault}")]
    public static partial void Behind(ILogger logger, string fault);
}
