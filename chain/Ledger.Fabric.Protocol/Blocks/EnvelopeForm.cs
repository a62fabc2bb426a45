using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// The form that fixes where an envelope of a block begins and ends, which the data hash does not: payload first and once,
/// signature next and at most once, then whatever else, but no further payload or signature. Fabric keeps fields it does not
/// know, so a stricter reader would stop at a block that the channel took. A configuration is let off, by Fabric and here: it
/// stands alone in its block, which fixes where it ends.
/// </summary>
internal static class EnvelopeForm
{
    private const byte PayloadTag = (1 << 3) | 2;
    private const byte SignatureTag = (2 << 3) | 2;
    private const int MostNested = 10_000;

    /// <summary>Reads an envelope.</summary>
    /// <param name="bytes">As the block holds it.</param>
    /// <param name="payload">Field 1.</param>
    /// <param name="signature">Field 2; empty when absent.</param>
    /// <returns>What is wrong with its form; null when nothing is.</returns>
    public static string? Read(ByteString bytes, out ByteString payload, out ByteString signature)
    {
        (payload, signature) = (ByteString.Empty, ByteString.Empty);
        var rest = bytes.Span;
        if (!TryTakeField(ref rest, PayloadTag, out var first) || first.IsEmpty)
            return "its envelope does not begin with its payload";

        payload = ByteString.CopyFrom(first);
        if (TryTakeField(ref rest, SignatureTag, out var second))
            signature = ByteString.CopyFrom(second);

        return SkipRest(rest) ? null : "its envelope has a second payload or signature, or does not end where a field does";
    }

    /// <summary>Reads an envelope in whatever form, if it is a configuration's; null otherwise.</summary>
    public static Envelope? ReadConfiguration(ByteString bytes)
    {
        try
        {
            var envelope = Wire.Parse(Envelope.Parser, bytes);
            return IsConfiguration(envelope.Payload) ? envelope : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>Whether a payload is that of a configuration.</summary>
    public static bool IsConfiguration(ByteString payload)
    {
        try
        {
            return Wire.Parse(Payload.Parser, payload).Header is { } header
                && Wire.Parse(ChannelHeader.Parser, header.ChannelHeader).Type == (int)HeaderType.Config;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private static bool TryTakeField(ref ReadOnlySpan<byte> rest, byte tag, out ReadOnlySpan<byte> value)
    {
        value = default;
        var after = rest;
        if (after.IsEmpty || after[0] != tag)
            return false;

        after = after[1..];
        if (!TryTakeVarint(ref after, out var length, out var shortest) || !shortest || length > (ulong)after.Length)
            return false;

        value = after[..(int)length];
        rest = after[(int)length..];
        return true;
    }

    /// <summary>Skips fields other than the first two to the very end, groups without recursion.</summary>
    private static bool SkipRest(ReadOnlySpan<byte> rest)
    {
        var groups = new Stack<ulong>();
        while (!rest.IsEmpty)
        {
            if (!TryTakeVarint(ref rest, out var tag, out _) || tag >> 3 is 0 or > (1 << 29) - 1 || (groups.Count == 0 && tag >> 3 is 1 or 2))
                return false;

            ulong size = 0;
            switch (tag & 7)
            {
                case 0:
                    if (!TryTakeVarint(ref rest, out _, out _))
                        return false;

                    break;
                case 1:
                    size = 8;
                    break;
                case 2:
                    if (!TryTakeVarint(ref rest, out size, out _))
                        return false;

                    break;
                case 3:
                    if (groups.Count == MostNested)
                        return false;

                    groups.Push(tag >> 3);
                    break;
                case 4:
                    if (groups.Count == 0 || groups.Pop() != tag >> 3)
                        return false;

                    break;
                case 5:
                    size = 4;
                    break;
                default:
                    return false;
            }

            if (size > (ulong)rest.Length)
                return false;

            rest = rest[(int)size..];
        }

        return groups.Count == 0;
    }

    private static bool TryTakeVarint(ref ReadOnlySpan<byte> rest, out ulong value, out bool shortest)
    {
        value = 0;
        shortest = true;
        for (var i = 0; i < Math.Min(rest.Length, 10); i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                shortest = i == 0 || rest[i] != 0;
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
