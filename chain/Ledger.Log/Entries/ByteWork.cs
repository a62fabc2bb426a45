using System.Diagnostics.Metrics;

namespace Ledger.Log;

/// <summary>
/// Counts what this process does to byte strings of the ledger: meter <see cref="MeterName"/>. Nothing of it is to be done twice, and
/// tests hold the numbers. Costs next to nothing while nobody listens.
/// </summary>
public static class ByteWork
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Ledger.Bytes";

    /// <summary>Counter of messages parsed: entries, payloads, events and pages.</summary>
    public const string ParsesName = "ledger.bytes.parses";

    /// <summary>Counter of messages encoded, those included that are only compared with the bytes they were parsed from.</summary>
    public const string EncodingsName = "ledger.bytes.encodings";

    /// <summary>Counter of leaf hashes of entries.</summary>
    public const string LeafHashesName = "ledger.bytes.leaf_hashes";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Parses = Meter.CreateCounter<long>(ParsesName, "{message}", "Messages parsed.");
    private static readonly Counter<long> Encodings = Meter.CreateCounter<long>(EncodingsName, "{message}", "Messages encoded.");
    private static readonly Counter<long> LeafHashes = Meter.CreateCounter<long>(LeafHashesName, "{entry}", "Entries hashed.");

    /// <summary>Counts a message parsed.</summary>
    public static void CountParse() => Parses.Add(1);

    internal static void CountEncoding() => Encodings.Add(1);

    internal static void CountLeafHash() => LeafHashes.Add(1);
}
