using Google.Protobuf;
using Grpc.Core;
using Ledger.Log;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A client of a Fabric network (2.5, 3.x) that speaks through one peer's gateway service: the peer gathers the
/// endorsements, hands transactions to ordering and reports their commit.
/// <code>
/// using var connection = PeerConnection.Open(new() { Address = "localhost:7051", TlsRoots = roots });
/// var gateway = Gateway.Connect(connection, identity, signer);
/// var contract = gateway.GetNetwork("realestate").GetContract("ledger");
/// byte[] result = await contract.SubmitAsync("record", ["unit", "1"]);
/// </code>
/// A submission is four steps, each of which may be taken by itself, with own limits and with a signature made
/// elsewhere: <see cref="Contract.NewProposal"/>, <see cref="Proposal.EndorseAsync"/>,
/// <see cref="Transaction.SubmitAsync"/>, <see cref="Commit.StatusAsync"/>. Safe for use by several threads.
/// </summary>
/// <remarks>
/// The peer is not trusted with the signature: before a prepared transaction is signed, it is compared with the
/// proposal. It is trusted with the answers to <see cref="Proposal.EvaluateAsync"/> and
/// <see cref="Commit.StatusAsync"/>, which nothing proves; what cannot rest on one peer's word reads blocks and
/// verifies them with a <see cref="BlockVerifier"/>.
/// </remarks>
public sealed class Gateway
{
    private readonly GatewaySession session;

    private Gateway(GatewaySession session) => this.session = session;

    /// <summary>Who this gateway acts for.</summary>
    public FabricIdentity Identity => session.Identity;

    /// <summary>Address of the peer it speaks through, for messages; may be empty.</summary>
    public string PeerAddress => session.Options.PeerAddress;

    /// <summary>Makes a gateway on a connection; the connection stays the caller's and nothing is sent yet.</summary>
    /// <param name="connection">To a peer of the identity's organisation, usually.</param>
    /// <param name="identity">Who acts.</param>
    /// <param name="signer">Its key; null if every step is signed elsewhere.</param>
    /// <param name="options">Defaults; the client certificate's hash is taken from the connection unless given.</param>
    public static Gateway Connect(PeerConnection connection, FabricIdentity identity, ISigningKey? signer, GatewayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        options ??= new();
        return Connect(connection.Calls, identity, signer, options with
        {
            ClientCertificateHash = options.ClientCertificateHash.IsEmpty ? connection.ClientCertificateHash : options.ClientCertificateHash,
            PeerAddress = options.PeerAddress.Length == 0 ? connection.Address : options.PeerAddress,
        });
    }

    /// <summary>Makes a gateway for an identity whose key is in memory.</summary>
    /// <inheritdoc cref="Connect(PeerConnection, FabricIdentity, ISigningKey?, GatewayOptions?)"/>
    public static Gateway Connect(PeerConnection connection, SigningIdentity identity, GatewayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return Connect(connection, identity.Identity, identity, options);
    }

    /// <summary>Makes a gateway over any gRPC channel. It must not turn cancellation into exceptions of its own kind.</summary>
    /// <inheritdoc cref="Connect(PeerConnection, FabricIdentity, ISigningKey?, GatewayOptions?)"/>
    public static Gateway Connect(CallInvoker calls, FabricIdentity identity, ISigningKey? signer, GatewayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(identity);
        return new Gateway(new GatewaySession(calls, identity, signer, options ?? new()));
    }

    /// <summary>A channel of the network.</summary>
    public Network GetNetwork(string channelName)
    {
        ArgumentException.ThrowIfNullOrEmpty(channelName);
        return new Network(session, channelName);
    }

    /// <summary>Takes up a proposal again from <see cref="Proposal.ToBytes"/>.</summary>
    /// <exception cref="FormatException">The bytes are no proposal.</exception>
    public Proposal ReadProposal(ReadOnlySpan<byte> bytes) => Proposal.Read(session, bytes);

    /// <summary>Takes up an endorsed transaction again from <see cref="Transaction.ToBytes"/>.</summary>
    /// <exception cref="FormatException">The bytes are no prepared transaction.</exception>
    public Transaction ReadTransaction(ReadOnlySpan<byte> bytes) => Transaction.Read(session, bytes);

    /// <summary>Takes up a commit again from <see cref="Commit.ToBytes"/>.</summary>
    /// <exception cref="FormatException">The bytes are no commit status request.</exception>
    public Commit ReadCommit(ReadOnlySpan<byte> bytes) => Commit.Read(session, bytes);

    /// <summary>Takes up a request for chaincode events again from <see cref="ChaincodeEventsRequest.ToBytes"/>.</summary>
    /// <exception cref="FormatException">The bytes are no such request.</exception>
    public ChaincodeEventsRequest ReadChaincodeEventsRequest(ReadOnlySpan<byte> bytes) => ChaincodeEventsRequest.Read(session, bytes);

    /// <summary>Takes up a request for blocks again from <see cref="BlockEventsRequest{TBlock}.ToBytes"/>.</summary>
    /// <exception cref="FormatException">The bytes are no such request.</exception>
    public BlockEventsRequest<Protos.Block> ReadBlockEventsRequest(ReadOnlySpan<byte> bytes) =>
        BlockEventsRequest<Protos.Block>.Read(session, BlockStreams.Blocks, bytes);

    /// <summary>Takes up a request for filtered blocks again.</summary>
    /// <exception cref="FormatException">The bytes are no such request.</exception>
    public BlockEventsRequest<Protos.FilteredBlock> ReadFilteredBlockEventsRequest(ReadOnlySpan<byte> bytes) =>
        BlockEventsRequest<Protos.FilteredBlock>.Read(session, BlockStreams.Filtered, bytes);

    /// <summary>Takes up a request for blocks with private data again.</summary>
    /// <exception cref="FormatException">The bytes are no such request.</exception>
    public BlockEventsRequest<Protos.BlockAndPrivateData> ReadBlockAndPrivateDataEventsRequest(ReadOnlySpan<byte> bytes) =>
        BlockEventsRequest<Protos.BlockAndPrivateData>.Read(session, BlockStreams.WithPrivateData, bytes);

    /// <summary>Parses bytes that this client made; a failure is a <see cref="FormatException"/>.</summary>
    internal static T Parse<T>(MessageParser<T> parser, ReadOnlySpan<byte> bytes, string what)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FormatException($"The bytes are no {what}: {e.Message}", e);
        }
    }
}
