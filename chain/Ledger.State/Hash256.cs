using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ledger.State;

/// <summary>32 bytes as a value: compared as a big-endian number, which is the order of the tree's leaves.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Hash256(ulong A, ulong B, ulong C, ulong D) : IComparable<Hash256>
{
    public const int Size = 32;

    /// <summary>Nibbles in a hash, and so the greatest depth of a node.</summary>
    public const int Nibbles = 2 * Size;

    public const int Bits = 8 * Size;

    public static bool operator <(Hash256 left, Hash256 right) => left.CompareTo(right) < 0;

    public static bool operator >(Hash256 left, Hash256 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Hash256 left, Hash256 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Hash256 left, Hash256 right) => left.CompareTo(right) >= 0;

    public static Hash256 Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt64BigEndian(source),
        BinaryPrimitives.ReadUInt64BigEndian(source[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[24..]));

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, A);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], B);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], C);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], D);
    }

    /// <summary>Bit <paramref name="index"/>, 0 being the most significant.</summary>
    public int Bit(int index) => (int)(Word(index >> 6) >> (63 - (index & 63))) & 1;

    /// <summary>Nibble <paramref name="index"/>, 0 being the most significant.</summary>
    public int Nibble(int index) => (int)(Word(index >> 4) >> (60 - (4 * (index & 15)))) & 15;

    /// <summary>The first nibbles of the hash, with zeros behind them.</summary>
    public Hash256 Leading(int nibbles) => new(
        A & Mask(nibbles), B & Mask(nibbles - 16), C & Mask(nibbles - 32), D & Mask(nibbles - 48));

    /// <summary>The same hash with nibble <paramref name="index"/> replaced.</summary>
    public Hash256 WithNibble(int index, int nibble)
    {
        var shift = 60 - (4 * (index & 15));
        var word = (Word(index >> 4) & ~(15UL << shift)) | ((ulong)nibble << shift);
        return (index >> 4) switch
        {
            0 => this with { A = word },
            1 => this with { B = word },
            2 => this with { C = word },
            _ => this with { D = word },
        };
    }

    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";

    /// <summary>The number of leading bits that both hashes share.</summary>
    public int CommonBits(Hash256 other)
    {
        for (var i = 0; i < 4; i++)
        {
            var difference = Word(i) ^ other.Word(i);
            if (difference != 0)
                return (64 * i) + BitOperations.LeadingZeroCount(difference);
        }

        return Bits;
    }

    public int CompareTo(Hash256 other)
    {
        var order = A.CompareTo(other.A);
        order = order != 0 ? order : B.CompareTo(other.B);
        order = order != 0 ? order : C.CompareTo(other.C);
        return order != 0 ? order : D.CompareTo(other.D);
    }

    private static ulong Mask(int nibbles) => nibbles switch
    {
        <= 0 => 0,
        >= 16 => ulong.MaxValue,
        _ => ulong.MaxValue << (64 - (4 * nibbles)),
    };

    private ulong Word(int index) => index switch { 0 => A, 1 => B, 2 => C, _ => D };
}
