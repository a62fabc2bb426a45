using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>The hashes that chain a channel's blocks.</summary>
public static class BlockHash
{
    /// <summary>Length, in bytes.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>What the ordering nodes sign of a header: DER of SEQUENCE {INTEGER number, OCTET STRING previous_hash, OCTET STRING data_hash}.</summary>
    public static byte[] HeaderBytes(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(header.Number));
            writer.WriteOctetString(header.PreviousHash.Span);
            writer.WriteOctetString(header.DataHash.Span);
        }

        return writer.Encode();
    }

    /// <summary>Hash of a header: SHA-256 of <see cref="HeaderBytes"/>. The next block names it.</summary>
    public static byte[] OfHeader(BlockHeader header) => SHA256.HashData(HeaderBytes(header));

    /// <summary>Hash of a block's envelopes: SHA-256 of their concatenation. It says nothing of where one ends, so each must have its one encoding.</summary>
    public static byte[] OfData(IEnumerable<ByteString> envelopes)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var envelope in envelopes)
            hash.AppendData(envelope.Span);

        return hash.GetHashAndReset();
    }
}
