using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Makes endorsed transactions by hand, right in every part that is not changed on purpose.</summary>
internal sealed class TestTransaction
{
    public required TestIdentity Creator { get; init; }

    public required IReadOnlyList<TestIdentity> Endorsers { get; init; }

    public string Channel { get; init; } = "mychannel";

    public string Chaincode { get; init; } = "basic";

    /// <summary>Namespaces to write one key in; one given twice stands twice.</summary>
    public IReadOnlyList<string> Writes { get; init; } = ["basic"];

    public IReadOnlyList<NsReadWriteSet>? ReadWriteSets { get; init; }

    public Action<ChannelHeader>? ChangeHeader { get; init; }

    public Action<ChaincodeAction>? ChangeAction { get; init; }

    public Action<ProposalResponsePayload>? ChangeResponse { get; init; }

    public Action<ChaincodeActionPayload>? ChangePayload { get; init; }

    public Action<Protos.Transaction>? ChangeTransaction { get; init; }

    /// <summary>Bytes of the proposal's payload; a good one otherwise.</summary>
    public ByteString? Proposal { get; init; }

    /// <summary>Given the nonce; a fresh one otherwise.</summary>
    public ByteString? Nonce { get; init; }

    public Envelope Build()
    {
        var signatureHeader = new SignatureHeader { Creator = Creator.Serialized, Nonce = Nonce ?? TestChannel.Nonce() };
        var channelHeader = new ChannelHeader
        {
            Type = (int)HeaderType.EndorserTransaction,
            ChannelId = Channel,
            TxId = TransactionId.Of(signatureHeader.Nonce.Span, signatureHeader.Creator.Span),
            Timestamp = new Timestamp { Seconds = 1_750_000_000 },
            Extension = new ChaincodeHeaderExtension { ChaincodeId = new ChaincodeID { Name = Chaincode } }.ToByteString(),
        };
        ChangeHeader?.Invoke(channelHeader);
        var proposal = Proposal ?? new ChaincodeProposalPayload
        {
            Input = new ChaincodeInvocationSpec
            {
                ChaincodeSpec = new ChaincodeSpec
                {
                    ChaincodeId = new ChaincodeID { Name = Chaincode },
                    Input = new ChaincodeInput { Args = { ByteString.CopyFromUtf8("put") } }
                },
            }.ToByteString(),
        }.ToByteString();
        var action = new ChaincodeAction
        {
            ChaincodeId = new ChaincodeID { Name = Chaincode, Version = "1.0" },
            Response = new Response { Status = 200 },
            Results = new TxReadWriteSet
            {
                NsRwset = { ReadWriteSets
                ?? [.. Writes.Select(n => Write(n, "key", ByteString.CopyFromUtf8("value")))] }
            }.ToByteString(),
        };
        ChangeAction?.Invoke(action);
        var response = new ProposalResponsePayload
        {
            ProposalHash = ByteString.CopyFrom(Strict.Sha256(channelHeader.ToByteString(), signatureHeader.ToByteString(), proposal)),
            Extension = action.ToByteString(),
        };
        ChangeResponse?.Invoke(response);
        var responseBytes = response.ToByteString();
        var payload = new ChaincodeActionPayload
        {
            ChaincodeProposalPayload = proposal,
            Action = new ChaincodeEndorsedAction
            {
                ProposalResponsePayload = responseBytes,
                Endorsements =
                    { Endorsers.Select(
                        e => new Endorsement { Endorser = e.Serialized,
                            Signature = ByteString.CopyFrom(e.Sign(responseBytes.ToByteArray(), e.Serialized.ToByteArray())) }) },
            },
        };
        ChangePayload?.Invoke(payload);
        var transaction =
            new Protos.Transaction { Actions = { new TransactionAction { Header = signatureHeader.ToByteString(), Payload = payload.ToByteString() } } };
        ChangeTransaction?.Invoke(transaction);
        return Creator.Sign(new Payload
        {
            Header = new Header { ChannelHeader = channelHeader.ToByteString(), SignatureHeader = signatureHeader.ToByteString() },
            Data = transaction.ToByteString(),
        });
    }

    public static NsReadWriteSet Write(string name, string key, ByteString value) =>
        new() { Namespace = name, Rwset = new KVRWSet { Writes = { new KVWrite { Key = key, Value = value } } }.ToByteString() };

    public static NsReadWriteSet WritePrivate(string name, string collection) => new()
    {
        Namespace = name,
        CollectionHashedRwset =
        {
            new CollectionHashedReadWriteSet
            {
                CollectionName = collection,
                HashedRwset = new HashedRWSet { HashedWrites =
                    { new KVWriteHash { KeyHash = ByteString.CopyFrom(new byte[32]), ValueHash = ByteString.CopyFrom(new byte[32]) } } }.ToByteString(),
            },
        },
    };
}
