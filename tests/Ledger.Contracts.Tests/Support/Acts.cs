using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What every act carries, with valid values.</summary>
public static class Acts
{
    /// <summary>Field 1 of an event, with the warnings it acknowledges.</summary>
    public static Act Of(params string[] acknowledged)
    {
        var act = new Act
        {
            RequestHash = Bytes(1),
            Operator = Bytes(2),
            Document = Document(),
        };
        act.Acknowledgements.AddRange(acknowledged.Order(StringComparer.Ordinal).Select(rule => new Acknowledgement { Rule = rule, Reason = "CHECKED" }));
        return act;
    }

    /// <summary>A document's root.</summary>
    public static DocumentRoot Document() => new() { Root = Bytes(3), Fields = 12 };

    /// <summary>An acceptance and recording.</summary>
    public static Recording Recorded(Day accepted, Day recorded, int serial) => new()
    {
        AcceptanceNumber = $"{accepted.Number}{serial:D4}",
        AcceptanceTimeMs = (ulong)accepted.StartMilliseconds + 36_000_000,
        RecordingDate = recorded.Number,
        Recorder = Bytes(4),
    };

    /// <summary>32 bytes of one value.</summary>
    public static ByteString Bytes(byte value) => ByteString.CopyFrom([.. Enumerable.Repeat(value, 32)]);
}
