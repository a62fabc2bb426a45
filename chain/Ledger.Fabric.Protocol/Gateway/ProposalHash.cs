using System.Security.Cryptography;
using Google.Protobuf;

namespace Ledger.Fabric.Protocol;

/// <summary>What binds an endorsement to its proposal: SHA-256 of channel header || signature header || proposal payload without transient data.</summary>
internal static class ProposalHash
{
    public const int Size = 32;

    public static byte[] Of(ByteString channelHeader, ByteString signatureHeader, ByteString payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(channelHeader.Span);
        hash.AppendData(signatureHeader.Span);
        hash.AppendData(payload.Span);
        return hash.GetHashAndReset();
    }
}
