namespace Ledger.Fabric.Protocol;

/// <summary>A channel, and the streams of what happens on it.</summary>
public sealed class Network
{
    private readonly GatewaySession session;

    internal Network(GatewaySession session, string name)
    {
        this.session = session;
        Name = name;
    }

    /// <summary>The channel's name.</summary>
    public string Name { get; }

    internal string PeerAddress => session.Options.PeerAddress;

    /// <summary>A chaincode on the channel.</summary>
    /// <param name="chaincodeName">Name it was committed under.</param>
    /// <param name="contractName">Contract within the chaincode, put before the function's name with a colon; null for the only or default one.</param>
    public Contract GetContract(string chaincodeName, string? contractName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(chaincodeName);
        return new Contract(session, Name, chaincodeName, contractName);
    }

    /// <summary>Events that a chaincode emits with valid transactions, from a position on; without end until cancelled.</summary>
    /// <param name="chaincodeName">Whose events.</param>
    /// <param name="from">Where to start; null for what is committed next.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="GatewayException">The stream broke or was refused. Start again from the last checkpoint.</exception>
    public IAsyncEnumerable<ChaincodeEvent> ChaincodeEventsAsync(string chaincodeName, EventPosition? from = null, CancellationToken ct = default) =>
        NewChaincodeEventsRequest(chaincodeName, from).ReadAsync(ct: ct);

    /// <summary>Blocks from a position on, as the peer hands them out: nothing is verified.</summary>
    /// <param name="from">Where to start; null for what is committed next.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="BlockStreamException">The stream broke or was refused.</exception>
    public IAsyncEnumerable<Protos.Block> BlockEventsAsync(EventPosition? from = null, CancellationToken ct = default) =>
        NewBlockEventsRequest(from).ReadAsync(ct: ct);

    /// <summary>Blocks reduced to transaction ids, validation codes and event names.</summary>
    /// <inheritdoc cref="BlockEventsAsync"/>
    public IAsyncEnumerable<Protos.FilteredBlock> FilteredBlockEventsAsync(EventPosition? from = null, CancellationToken ct = default) =>
        NewFilteredBlockEventsRequest(from).ReadAsync(ct: ct);

    /// <summary>Blocks together with the private data that the peer holds and the identity may see.</summary>
    /// <inheritdoc cref="BlockEventsAsync"/>
    public IAsyncEnumerable<Protos.BlockAndPrivateData> BlockAndPrivateDataEventsAsync(EventPosition? from = null, CancellationToken ct = default) =>
        NewBlockAndPrivateDataEventsRequest(from).ReadAsync(ct: ct);

    /// <summary>A request for chaincode events that may be signed elsewhere.</summary>
    public ChaincodeEventsRequest NewChaincodeEventsRequest(string chaincodeName, EventPosition? from = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(chaincodeName);
        return ChaincodeEventsRequest.New(session, Name, chaincodeName, from);
    }

    /// <summary>A request for blocks that may be signed elsewhere.</summary>
    public BlockEventsRequest<Protos.Block> NewBlockEventsRequest(EventPosition? from = null) =>
        BlockEventsRequest<Protos.Block>.New(session, BlockStreams.Blocks, Name, from);

    /// <summary>A request for filtered blocks that may be signed elsewhere.</summary>
    public BlockEventsRequest<Protos.FilteredBlock> NewFilteredBlockEventsRequest(EventPosition? from = null) =>
        BlockEventsRequest<Protos.FilteredBlock>.New(session, BlockStreams.Filtered, Name, from);

    /// <summary>A request for blocks with private data that may be signed elsewhere.</summary>
    public BlockEventsRequest<Protos.BlockAndPrivateData> NewBlockAndPrivateDataEventsRequest(EventPosition? from = null) =>
        BlockEventsRequest<Protos.BlockAndPrivateData>.New(session, BlockStreams.WithPrivateData, Name, from);
}
