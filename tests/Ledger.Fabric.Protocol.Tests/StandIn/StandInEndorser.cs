using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A peer that endorses; several live in one stand-in process.</summary>
internal sealed class StandInEndorser(string address, TestIdentity identity, StandInLedger ledger)
{
    private readonly ConcurrentDictionary<(string, string), ByteString> privateData = new();
    private readonly ConcurrentDictionary<string, Simulation> committed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Simulation> simulations = new(StringComparer.Ordinal);

    public string Address => address;

    public TestIdentity Identity => identity;

    /// <summary>Why it refuses; empty for success. Its own words, as the gateway passes them on.</summary>
    public string? Refusal { get; set; }

    /// <summary>Asked with each proposal for a <see cref="Refusal"/> of the moment.</summary>
    public Func<string?>? Refusing { get; set; }

    public ByteString ReadPrivate(string collection, string key) => privateData.GetValueOrDefault((collection, key), ByteString.Empty);

    /// <summary>What a committed transaction wrote to collections that an organisation may read; null if nothing.</summary>
    public TxPvtReadWriteSet? PrivateWritesOf(string transactionId, string mspId)
    {
        if (!committed.TryGetValue(transactionId, out var simulation))
            return null;
        var collections = simulation.PrivateWrites
            .Where(write => write.Collection.StartsWith(mspId.Replace("MSP", "", StringComparison.Ordinal), StringComparison.Ordinal))
            .GroupBy(write => write.Collection, StringComparer.Ordinal)
            .Select(writes => new CollectionPvtReadWriteSet
            {
                CollectionName = writes.Key,
                Rwset = new KVRWSet { Writes = { writes.Select(write => new KVWrite { Key = write.Key, Value = write.Value }) } }.ToByteString(),
            })
            .ToList();
        return collections.Count == 0 ? null
            : new TxPvtReadWriteSet { NsPvtRwset = { new NsPvtReadWriteSet { Namespace = simulation.Chaincode, CollectionPvtRwset = { collections } } } };
    }

    public void Commit(string transactionId)
    {
        if (simulations.TryRemove(transactionId, out var simulation))
        {
            committed[transactionId] = simulation;
            foreach (var (collection, key, value) in simulation.PrivateWrites)
                privateData[(collection, key)] = value;
        }
    }

    /// <summary>Runs a proposal whose form has been checked.</summary>
    /// <exception cref="ChaincodeError">The chaincode refuses.</exception>
    public (ByteString Payload, Endorsement Endorsement, Response Response) Endorse(CheckedProposal proposal)
    {
        if ((Refusal ?? Refusing?.Invoke()) is { } refusal)
            throw new ChaincodeError(refusal);

        var simulation = new Simulation(
            ledger, this, proposal.Chaincode, proposal.Creator, proposal.Arguments, proposal.Transient);
        var response = new Response
        {
            Status = 200,
            Payload = ledger.Chaincodes.TryGetValue(proposal.Chaincode, out var run) ? run(simulation)
            : StandInChaincodes.Run(proposal.Chaincode, simulation)
        };
        simulations[proposal.TransactionId] = simulation;
        var action = new ChaincodeAction
        {
            Results = simulation.Results(),
            Response = response,
            ChaincodeId = new ChaincodeID { Name = proposal.Chaincode, Version = "1.0" },
        };
        if (simulation.Event is var (name, payload))
        {
            action.Events = new Protos.ChaincodeEvent
            {
                ChaincodeId = proposal.Chaincode,
                TxId = proposal.TransactionId,
                EventName = name,
                Payload = payload
            }.ToByteString();
        }

        var responsePayload = new ProposalResponsePayload
        {
            ProposalHash = ByteString.CopyFrom(Strict.Sha256(proposal.ChannelHeaderBytes, proposal.SignatureHeaderBytes, proposal.PublicPayload)),
            Extension = action.ToByteString(),
        }.ToByteString();
        return (responsePayload, new Endorsement
        {
            Endorser = identity.Serialized,
            Signature = ByteString.CopyFrom(identity.Sign(responsePayload.ToByteArray(), identity.Serialized.ToByteArray()))
        }, response);
    }
}
