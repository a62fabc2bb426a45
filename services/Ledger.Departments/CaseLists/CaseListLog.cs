using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>What the making of work lists writes to the log of its node.</summary>
internal static partial class CaseListLog
{
    [LoggerMessage(131, LogLevel.Information, "Work lists: made anew from the pages of block {Block}: {Cases} cases in {Milliseconds} ms")]
    public static partial void Made(ILogger logger, ulong block, long cases, long milliseconds);

    [LoggerMessage(133, LogLevel.Error, "Work lists: case {Number} cannot be looked at ({Fault}) and stays as it was last seen")]
    public static partial void LeftOut(ILogger logger, string number, string fault);

    [LoggerMessage(132, LogLevel.Warning, "Work lists do not follow for now, and are tried again: {Fault}")]
    public static partial void Behind(ILogger logger, string fault);
}
