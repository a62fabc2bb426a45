using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A signed proposal that has passed a peer's checks of its form.</summary>
internal sealed record CheckedProposal(
    string TransactionId,
    string Channel,
    string Chaincode,
    ByteString Creator,
    IReadOnlyList<ByteString> Arguments,
    IReadOnlyDictionary<string, ByteString> Transient,
    ByteString ChannelHeaderBytes,
    ByteString SignatureHeaderBytes,
    ByteString PublicPayload)
{
    /// <summary>Checks everything that a proposal must hold.</summary>
    /// <exception cref="RpcException">It does not.</exception>
    public static CheckedProposal Check(string requestTransactionId, string requestChannel, SignedProposal? signed, TestChannel channel, DateTimeOffset now)
    {
        Demand(signed is not null && !signed.ProposalBytes.IsEmpty, "the proposed transaction must contain a signed proposal");
        var proposal = Protos.Proposal.Parser.ParseFrom(signed!.ProposalBytes);
        Demand(proposal.Extension.IsEmpty, "a proposal has no extension");
        var header = Header.Parser.ParseFrom(proposal.Header);
        var channelHeader = ChannelHeader.Parser.ParseFrom(header.ChannelHeader);
        var signatureHeader = SignatureHeader.Parser.ParseFrom(header.SignatureHeader);
        Demand(channelHeader.Type == (int)HeaderType.EndorserTransaction, $"header type {channelHeader.Type}");
        Demand(channelHeader.Version == 0 && channelHeader.Epoch == 0, "version or epoch is not 0");
        Demand(channelHeader.TlsCertHash.IsEmpty, "a proposal's header carries no TLS hash");
        Demand(channelHeader.ChannelId == requestChannel && requestChannel == channel.Name, $"channel {channelHeader.ChannelId}, request {requestChannel}");
        Demand(channelHeader.Timestamp is not null && (channelHeader.Timestamp.ToDateTimeOffset() - now).Duration() < TimeSpan.FromMinutes(15),
            "the timestamp is not of now");
        Demand(signatureHeader.Nonce.Length == 24, $"the nonce has {signatureHeader.Nonce.Length} bytes");
        var id = Convert.ToHexStringLower(Strict.Sha256(signatureHeader.Nonce, signatureHeader.Creator));
        Demand(channelHeader.TxId == id && requestTransactionId == id, $"transaction id {channelHeader.TxId}, request {requestTransactionId}, computed {id}");
        var name = ChaincodeHeaderExtension.Parser.ParseFrom(channelHeader.Extension).ChaincodeId.Name;

        var mspId = SerializedIdentity.Parser.ParseFrom(signatureHeader.Creator).Mspid;
        var fault = Strict.IdentityFault(signatureHeader.Creator, channel.Organisations)
            ?? Strict.SignatureFault(signatureHeader.Creator, signed.ProposalBytes, signed.Signature);
        if (fault is not null)
        {
            throw new RpcException(
                new Grpc.Core.Status(StatusCode.FailedPrecondition,
                    $"error validating proposal: access denied: channel [{channel.Name}] creator org [{mspId}]: {fault}"));
        }

        var payload = ChaincodeProposalPayload.Parser.ParseFrom(proposal.Payload);
        var spec = ChaincodeInvocationSpec.Parser.ParseFrom(payload.Input).ChaincodeSpec;
        Demand(spec.ChaincodeId.Name == name && name.Length > 0, $"chaincode {spec.ChaincodeId.Name}, header {name}");
        Demand(spec.Input.Args.Count > 0, "no function");
        return new CheckedProposal(
            id, channel.Name, name, signatureHeader.Creator, [.. spec.Input.Args], payload.TransientMap.ToDictionary(StringComparer.Ordinal),
            header.ChannelHeader, header.SignatureHeader, new ChaincodeProposalPayload { Input = payload.Input }.ToByteString());
    }

    private static void Demand(bool condition, string message)
    {
        if (!condition)
            throw new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, message));
    }
}
