using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// A peer's alarms as they are shown to members, administrators and other nodes: both notes, so that whoever reads them
/// verifies for himself.
/// </summary>
public static class AlarmMessages
{
    /// <summary>Every alarm, oldest first.</summary>
    /// <param name="peer">Whose alarms.</param>
    public static IEnumerable<RootAlarmMessage> Of(Peer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        return peer.Cosigning.Alarms.Select(alarm => new RootAlarmMessage
        {
            Organisation = alarm.Organisation,
            Key = alarm.Key,
            Block = alarm.Block,
            Size = alarm.Size,
            FirstNote = alarm.First,
            SecondNote = alarm.Second,
            SeenMs = alarm.SeenMs,
        });
    }
}
