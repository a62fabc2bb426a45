using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>The ordering nodes' signatures on a block.</summary>
internal sealed record BlockSignatures(ByteString Value, IReadOnlyList<Member> Signers, int Ignored)
{
    /// <summary>Reads slot 0 of the metadata and verifies each signature in it, once per node.</summary>
    /// <exception cref="InvalidProtocolBufferException">The slot holds something else.</exception>
    public static BlockSignatures Read(Block block, ChannelConfiguration configuration, MemberCache members)
    {
        var slot = block.Metadata?.Metadata is { Count: > 0 } slots ? slots[(int)BlockMetadataIndex.Signatures] : ByteString.Empty;
        var metadata = Wire.Parse(Metadata.Parser, slot);
        var header = BlockHash.HeaderBytes(block.Header);
        var signers = new List<Member>();
        foreach (var signature in metadata.Signatures)
        {
            if (SignerOf(signature, configuration, members) is var (signer, signed)
                && signers.TrueForAll(s => s.MspId != signer.MspId || s.Certificate.Identity != signer.Certificate.Identity)
                && configuration.Verify(signer, signature.Signature.Span, metadata.Value.Span, signed.Span, header))
            {
                signers.Add(signer);
            }
        }

        return new BlockSignatures(metadata.Value, signers, metadata.Signatures.Count - signers.Count);
    }

    private static (Member Signer, ByteString Signed)? SignerOf(MetadataSignature signature, ChannelConfiguration configuration, MemberCache members)
    {
        ByteString identity;
        ByteString signed;
        if (signature.SignatureHeader.IsEmpty && !signature.IdentifierHeader.IsEmpty && configuration.ConsensusType == ChannelConfiguration.Bft)
        {
            signed = signature.IdentifierHeader;
            if (!configuration.Consenters.TryGetValue(Wire.Parse(IdentifierHeader.Parser, signed).Identifier, out identity!))
                return null;
        }
        else
        {
            signed = signature.SignatureHeader;
            identity = Wire.Parse(SignatureHeader.Parser, signed).Creator;
        }

        return members.TryRead(identity, out var member, out _) ? (member, signed) : null;
    }
}
