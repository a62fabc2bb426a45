using System.Buffers.Binary;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>What a chaincode may learn from a proposal. The peer has checked its signature and policies before it asks.</summary>
internal sealed class ProposalDetails
{
    private ProposalDetails(ChannelHeader channel, SignatureHeader signature, ChaincodeProposalPayload payload)
    {
        Timestamp = channel.Timestamp?.ToDateTimeOffset() ?? throw new InvalidDataException("The proposal's header has no time.");
        Chaincode = ChaincodeHeaderExtension.Parser.ParseFrom(channel.Extension).ChaincodeId?.Name ?? "";
        Creator = signature.Creator.Memory;
        Transient = payload.TransientMap.ToDictionary(entry => entry.Key, entry => entry.Value.Memory, StringComparer.Ordinal);
        var epoch = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(epoch, channel.Epoch);
        Binding = SHA256.HashData([.. signature.Nonce.Span, .. signature.Creator.Span, .. epoch]);
    }

    public DateTimeOffset Timestamp { get; }

    public string Chaincode { get; }

    public ReadOnlyMemory<byte> Creator { get; }

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Transient { get; }

    public ReadOnlyMemory<byte> Binding { get; }

    /// <exception cref="InvalidDataException">There is none, or it cannot be read.</exception>
    public static ProposalDetails Read(SignedProposal? signed)
    {
        if (signed is null)
            throw new InvalidDataException("The peer sent no proposal with this transaction.");

        try
        {
            var proposal = Protos.Proposal.Parser.ParseFrom(signed.ProposalBytes);
            var header = Header.Parser.ParseFrom(proposal.Header);
            return new(
                ChannelHeader.Parser.ParseFrom(header.ChannelHeader),
                SignatureHeader.Parser.ParseFrom(header.SignatureHeader),
                ChaincodeProposalPayload.Parser.ParseFrom(proposal.Payload));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException("The proposal that the peer sent cannot be read.", e);
        }
    }
}
