using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ledger.Departments;

/// <summary>
/// Reads SQLite's write-ahead log by its published format (sqlite.org/walformat.html, fileformat2.html 4): SQLite itself
/// takes the first bad frame for the log's end, and drops every commit from there on without a word.
/// </summary>
internal static class SqliteLog
{
    private const int HeaderSize = 32;
    private const int FrameHeaderSize = 24;
    private const int IndexHeaderSize = 48;
    private const uint Magic = 0x377f0682;

    /// <summary>Where the log stands, read from SQLite's index of it; null when there is no log. For the one who writes, between two transactions.</summary>
    /// <param name="indexPath">Path of the <c>-shm</c> file.</param>
    public static LogPosition? ReadPosition(string indexPath)
    {
        if (!File.Exists(indexPath))
            return null;

        using var file = File.OpenHandle(indexPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[IndexHeaderSize];
        // The index is in the machine's byte order, the salts in that of the log.
        return RandomAccess.Read(file, header, 0) == header.Length && header[12] == 1 && BitConverter.ToUInt32(header[16..]) is > 0 and var frames
            ? new(BinaryPrimitives.ReadUInt64BigEndian(header[32..]), frames, BitConverter.ToUInt32(header[24..]), BitConverter.ToUInt32(header[28..]))
            : null;
    }

    /// <summary>Reads the log's frames for as long as they are valid.</summary>
    /// <param name="path">Path of the <c>-wal</c> file.</param>
    /// <param name="wanted">A position that the log should have come to.</param>
    /// <returns>What is wrong with the log, when it is not the one wanted; the log may have gone on since.</returns>
    public static LogComparison Compare(string path, LogPosition wanted)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return new(LogState.Absent, "the log is absent or empty");

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
            return new(LogState.Damaged, FormattableString.Invariant($"the log has {file.Length} bytes, less than its header"));

        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        var bigEndian = (magic & 1) == 1;
        var page = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
        var sum = (First: 0u, Second: 0u);
        sum = Add(sum, header[..24], bigEndian);
        if ((magic & ~1u) != Magic || page is < 512 or > 65536 || sum != SumAt(header[24..]))
            return new(LogState.Damaged, "the log's header is damaged");

        var salts = BinaryPrimitives.ReadUInt64BigEndian(header[16..]);
        if (salts != wanted.Salts && (uint)(salts >> 32) == (uint)(wanted.Salts >> 32) + 1)
            return new(LogState.BegunAnew, "the log was begun anew");

        if (salts != wanted.Salts)
            return new(LogState.Other, FormattableString.Invariant($"the log is another one: {salts:x16}, not {wanted.Salts:x16}"));

        var frame = new byte[FrameHeaderSize + page];
        for (var number = 1u; number <= wanted.Frames; number++)
        {
            var place = file.Position;
            if (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) < frame.Length)
            {
                return new(LogState.Damaged,
                    FormattableString.Invariant($"the log ends within frame {number} at byte {file.Length}; {wanted.Frames} frames were durable"));
            }

            sum = Add(Add(sum, frame.AsSpan(0, 8), bigEndian), frame.AsSpan(FrameHeaderSize), bigEndian);
            if (BinaryPrimitives.ReadUInt64BigEndian(frame.AsSpan(8)) != salts || sum != SumAt(frame.AsSpan(16)))
            {
                return new(LogState.Damaged,
                    FormattableString.Invariant($"frame {number} at byte {place} of the log is damaged; {wanted.Frames} frames were durable"));
            }
        }

        return sum == (wanted.FirstSum, wanted.SecondSum)
            ? new(LogState.Reached, "")
            : new(LogState.Damaged, FormattableString.Invariant($"the log's first {wanted.Frames} frames are not those that were written"));
    }

    private static (uint First, uint Second) SumAt(ReadOnlySpan<byte> bytes)
        => (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

    private static (uint First, uint Second) Add((uint First, uint Second) sum, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var (first, second) = sum;
        unchecked
        {
            for (var i = 0; i < bytes.Length; i += 8)
            {
                first += Word(bytes[i..], bigEndian) + second;
                second += Word(bytes[(i + 4)..], bigEndian) + first;
            }
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool bigEndian)
        => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}

/// <summary>A place in one generation of the write-ahead log.</summary>
/// <param name="Salts">The two salts of its header.</param>
/// <param name="Frames">Frames up to the place; at least 1.</param>
/// <param name="FirstSum">First half of the last frame's checksum, which covers all before it.</param>
/// <param name="SecondSum">Second half.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LogPosition(ulong Salts, uint Frames, uint FirstSum, uint SecondSum);

/// <summary>How a log compares with a place that it had come to.</summary>
/// <param name="State">Which of the cases.</param>
/// <param name="Fault">What is wrong, for people; empty when nothing is.</param>
internal sealed record LogComparison(LogState State, string Fault);

/// <summary>Cases of <see cref="LogComparison"/>.</summary>
internal enum LogState
{
    /// <summary>Every frame up to the place is as it was written.</summary>
    Reached,

    /// <summary>There is no log, or an empty one.</summary>
    Absent,

    /// <summary>The log that follows: SQLite counts the first salt on by one when it begins a log anew.</summary>
    BegunAnew,

    /// <summary>An older or a much later log, or another store's.</summary>
    Other,

    /// <summary>The header or a frame is not as written, or the log is too short.</summary>
    Damaged,
}
