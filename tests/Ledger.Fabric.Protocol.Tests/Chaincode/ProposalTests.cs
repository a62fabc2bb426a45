using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>What a chaincode learns from the proposal.</summary>
public sealed class ProposalTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public async Task Time_creator_transient_data_and_binding_are_those_of_the_proposal()
    {
        var chaincode = new TestChaincode().With("who", stub => Task.FromResult(
            $"{stub.Timestamp:O} {TestChaincode.Text(stub.Creator)} {TestChaincode.Text(stub.Transient["secret"])} {Convert.ToHexStringLower(stub.Binding.Span)} {TestChaincode.Text(stub.SignedProposal!.Signature.Memory)} {stub.ProposedChaincode}"));
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        var binding = Convert.ToHexStringLower(SHA256.HashData([.. "nonce"u8, .. "creator"u8, 7, 0, 0, 0, 0, 0, 0, 0]));
        var simulation = await peer.InvokeAsync([ByteString.CopyFromUtf8("who")], Signed());
        Assert.Equal($"2026-03-04T05:06:07.0000000+00:00 creator hidden {binding} signed theirs", simulation.Response.Payload.ToStringUtf8());
    }

    [Fact]
    public async Task A_missing_or_malformed_proposal_fails_only_who_asks_for_it()
    {
        var chaincode = new TestChaincode()
            .With("time", stub => Task.FromResult($"{stub.Timestamp}"))
            .With("no time", stub => Task.FromResult(stub.Function));
        await using var server = await TestServer.StartAsync(chaincode);
        await using var peer = await ChaincodePeer.DialAsync(server.EndPoint);
        Assert.Contains("no proposal", (await peer.InvokeAsync("time")).Error, StringComparison.Ordinal);
        var malformed = new SignedProposal { ProposalBytes = ByteString.CopyFrom(0x0A, 0xFF) };
        Assert.Contains("cannot be read", (await peer.InvokeAsync([ByteString.CopyFromUtf8("time")], malformed)).Error, StringComparison.Ordinal);
        Assert.Equal("no time", (await peer.InvokeAsync([ByteString.CopyFromUtf8("no time")], malformed)).Response.Payload.ToStringUtf8());
    }

    private static SignedProposal Signed()
    {
        var called = new ChaincodeHeaderExtension { ChaincodeId = new ChaincodeID { Name = "theirs" } };
        var header = new Header
        {
            ChannelHeader = new ChannelHeader
            {
                Type = (int)HeaderType.EndorserTransaction,
                Timestamp = Timestamp.FromDateTimeOffset(Time),
                Epoch = 7,
                Extension = called.ToByteString()
            }.ToByteString(),
            SignatureHeader = new SignatureHeader { Creator = ByteString.CopyFromUtf8("creator"), Nonce = ByteString.CopyFromUtf8("nonce") }.ToByteString(),
        };
        var payload = new ChaincodeProposalPayload { TransientMap = { ["secret"] = ByteString.CopyFromUtf8("hidden") } };
        return new SignedProposal
        {
            ProposalBytes = new Protos.Proposal { Header = header.ToByteString(), Payload = payload.ToByteString() }.ToByteString(),
            Signature = ByteString.CopyFromUtf8("signed"),
        };
    }
}
