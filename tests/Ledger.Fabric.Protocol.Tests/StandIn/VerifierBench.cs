using Google.Protobuf;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>
/// A channel whose first block after genesis defines the chaincode <c>basic</c>, to be endorsed by peers of Org1 and
/// Org2, with a collection that Org3 alone endorses; and a verifier that has read it.
/// </summary>
internal sealed class VerifierBench : IDisposable
{
    public VerifierBench(bool bft = false)
    {
        Channel = new TestChannel(bft: bft);
        User = Channel.Organisation("Org1MSP").Issue("user", "client");
        Peers = [.. Channel.Organisations.Select(o => o.Issue($"peer0.{o.Name}", "peer"))];
        Verifier = BlockVerifier.Start(Channel.Genesis);
        Definition = Channel.Cut(
            [Define("basic", new ApplicationPolicy { SignaturePolicy = Principals.And(MSPRoleType.Peer, "Org1MSP", "Org2MSP") }).Build().ToByteString()]);
        Verifier.Verify(Definition);
    }

    public TestChannel Channel { get; }

    public TestIdentity User { get; }

    /// <summary>One of each organisation.</summary>
    public IReadOnlyList<TestIdentity> Peers { get; }

    public BlockVerifier Verifier { get; }

    public Block Definition { get; }

    public IReadOnlyList<TestIdentity> TwoPeers => [Peers[0], Peers[1]];

    public TestTransaction Define(string chaincode, ApplicationPolicy policy, string plugin = "vscc") => new()
    {
        Creator = User,
        Endorsers = TwoPeers,
        Chaincode = "_lifecycle",
        ReadWriteSets =
        [
            new NsReadWriteSet
            {
                Namespace = "_lifecycle",
                Rwset = new KVRWSet
                {
                    Writes =
                    {
                        new KVWrite
                        {
                            Key = $"namespaces/fields/{chaincode}/ValidationInfo",
                            Value = new StateData { Bytes = new ChaincodeValidationInfo { ValidationPlugin = plugin,
                                ValidationParameter = policy.ToByteString() }.ToByteString() }.ToByteString(),
                        },
                        new KVWrite
                        {
                            Key = $"namespaces/fields/{chaincode}/Collections",
                            Value = new StateData
                            {
                                Bytes = new CollectionConfigPackage
                                {
                                    Config =
                                    {
                                        new CollectionConfig { StaticCollectionConfig = new StaticCollectionConfig { Name = "own",
                                            EndorsementPolicy = new ApplicationPolicy { SignaturePolicy = Principals.Or(MSPRoleType.Peer, "Org3MSP") } } },
                                        new CollectionConfig { StaticCollectionConfig = new StaticCollectionConfig { Name = "plain" } },
                                    },
                                }.ToByteString(),
                            }.ToByteString(),
                        },
                    },
                }.ToByteString(),
            },
        ],
    };

    public VerifiedBlock Verify(params TestTransaction[] transactions) => Verify(transactions.Select(t => t.Build()));

    public VerifiedBlock Verify(IEnumerable<Envelope> envelopes, params TxValidationCode[] codes) =>
        Verifier.Verify(Channel.Cut(envelopes.Select(e => e.ToByteString()), codes.Length > 0 ? codes : null));

    public BlockVerificationException Fails(BlockFault fault, Action attempt)
    {
        var next = Verifier.NextBlock;
        var point = Verifier.Point();
        var e = Assert.Throws<BlockVerificationException>(attempt);
        Assert.Equal(fault, e.Fault);
        Assert.Equal(next, Verifier.NextBlock);
        Assert.Equal(point, Verifier.Point());
        return e;
    }

    public void Dispose() => Channel.Dispose();
}
