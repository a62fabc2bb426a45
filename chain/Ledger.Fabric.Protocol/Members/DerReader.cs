using System.Formats.Asn1;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Reads DER as Fabric's language does for certificates: what stands behind the fields read is left alone, times and object
/// identifiers are not looked into. The platform's readers refuse some of it, and a reader stricter than the channel
/// would stop at a block that all others go on from.
/// </summary>
internal ref struct DerReader(ReadOnlySpan<byte> bytes)
{
    public const byte Boolean = 0x01;
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte ObjectIdentifier = 0x06;
    public const byte UtcTime = 0x17;
    public const byte GeneralizedTime = 0x18;
    public const byte Sequence = 0x30;
    public const byte Set = 0x31;

    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool HasData => !rest.IsEmpty;

    public readonly bool Is(byte tag) => HasData && rest[0] == tag;

    /// <summary>The next value with its tag and length.</summary>
    /// <exception cref="AsnContentException">There is none of that tag.</exception>
    public ReadOnlySpan<byte> TakeWhole(byte tag)
    {
        var (_, whole) = Measure();
        if (rest[0] != tag)
            throw Unreadable($"tag {rest[0]:x2} stands where {tag:x2} should");

        var taken = rest[..whole];
        rest = rest[whole..];
        return taken;
    }

    /// <summary>What the next value holds.</summary>
    /// <exception cref="AsnContentException">There is none of that tag.</exception>
    public ReadOnlySpan<byte> Take(byte tag)
    {
        var (header, _) = Measure();
        return TakeWhole(tag)[header..];
    }

    /// <summary>What the next value holds, whatever its tag.</summary>
    /// <exception cref="AsnContentException">There is none.</exception>
    public ReadOnlySpan<byte> TakeAny(out byte tag)
    {
        Measure();
        tag = rest[0];
        return Take(tag);
    }

    /// <summary>Reads into a value.</summary>
    /// <exception cref="AsnContentException">There is none of that tag.</exception>
    public DerReader Enter(byte tag) => new(Take(tag));

    /// <summary>A number's bytes, in their shortest form.</summary>
    /// <exception cref="AsnContentException">There is none.</exception>
    public ReadOnlySpan<byte> TakeInteger()
    {
        var value = Take(Integer);
        if (value.IsEmpty || (value.Length > 1 && ((value[0] == 0 && value[1] < 0x80) || (value[0] == 0xFF && value[1] >= 0x80))))
            throw Unreadable("a number is not in its shortest form");

        return value;
    }

    /// <exception cref="AsnContentException">There is none.</exception>
    public bool TakeBoolean() => Take(Boolean) is [0 or 0xFF] value ? value[0] != 0 : throw Unreadable("a truth value is neither");

    /// <summary>The bytes of a bit string, its last bit in the last byte's lowest place.</summary>
    /// <exception cref="AsnContentException">There is none.</exception>
    public byte[] TakeBits(out int unused)
    {
        var value = Take(BitString);
        unused = value.IsEmpty ? 8 : value[0];
        var bits = value.IsEmpty ? value : value[1..];
        if (unused > 7 || (bits.IsEmpty && unused > 0) || (!bits.IsEmpty && (bits[^1] & ((1 << unused) - 1)) != 0))
            throw Unreadable("a bit string does not end where it says");

        var aligned = bits.ToArray();
        for (var i = aligned.Length - 1; unused > 0 && i >= 0; i--)
            aligned[i] = (byte)((aligned[i] >> unused) | (i > 0 ? aligned[i - 1] << (8 - unused) : 0));

        return aligned;
    }

    public static AsnContentException Unreadable(string what) => new(what);

    private readonly (int Header, int Whole) Measure()
    {
        if (rest.Length < 2 || (rest[0] & 0x1F) == 0x1F)
            throw Unreadable("a value is cut off");

        int header = 2;
        long length = rest[1];
        if (length >= 0x80)
        {
            var size = (int)length & 0x7F;
            if (size is 0 or > 4 || rest.Length < 2 + size)
                throw Unreadable("a length cannot be read");

            length = 0;
            foreach (var part in rest.Slice(2, size))
                length = (length << 8) | part;

            if (length < 0x80 || length >> (8 * (size - 1)) == 0)
                throw Unreadable("a length is not in its shortest form");

            header += size;
        }

        return header + length <= rest.Length ? (header, (int)(header + length)) : throw Unreadable("a value is cut off");
    }
}
