using Ledger.Log;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric;

/// <summary>Whether envelopes get through Fabric: told in the log when they stop to and when they do again, and at growing intervals in between.</summary>
internal sealed partial class OrderingWay(FabricOrderingOptions options, ILogger logger)
{
    /// <summary>So many failures in a row are an outage; one or two may be a passing thing of one envelope.</summary>
    private const ulong Patience = 3;

    private readonly Setbacks failures = new(options.Time);
    private readonly Setbacks crowding = new(options.Time);

    /// <summary>The failures in a row that have become an outage; null while there is none.</summary>
    public SetbackRow? Outage => failures.Row is { Count: >= Patience } row ? row : null;

    /// <summary>An attempt failed.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="passing">Fabric is only crowded, or others changed the same pages: no outage.</param>
    public void SetBack(OutageReason reason, bool passing)
    {
        if ((passing ? crowding : failures).Add(reason) is not { } row)
            return;

        if (passing)
        {
            LogCrowded(logger, options.Channel, row.Count, row.Since, row.Reason.English);
        }
        else
        {
            LogSetBack(logger, options.Channel, row.Count, row.Since, row.Reason.English);
        }
    }

    /// <summary>A transaction came back in a block.</summary>
    public void Passed()
    {
        crowding.Succeed();
        if (failures.Succeed() is { } row)
            LogThrough(logger, options.Channel, row.Count, row.Since);
    }

    [LoggerMessage(20, LogLevel.Warning, "Channel {Channel}: attempts set back in a row: {Count}, since {Since:u}; the last because {Reason}; trying again")]
    private static partial void LogSetBack(ILogger logger, string channel, ulong count, DateTimeOffset since, string reason);

    [LoggerMessage(24, LogLevel.Information, "Channel {Channel}: transactions get through again, after {Count} setbacks since {Since:u}")]
    private static partial void LogThrough(ILogger logger, string channel, ulong count, DateTimeOffset since);

    [LoggerMessage(25, LogLevel.Information,
        "Channel {Channel}: attempts in a row that had to make way: {Count}, since {Since:u}; the last because {Reason}; trying again")]
    private static partial void LogCrowded(ILogger logger, string channel, ulong count, DateTimeOffset since, string reason);
}
