using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ledger.Fabric.Protocol;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric;

/// <summary>
/// Ordering by a Fabric channel. An envelope is endorsed by the departments' Fabric peers, which run the same rules as
/// chaincode, ordered by Fabric, and read back from the department's own Fabric peer, every block verified. Blocks are numbered
/// anew: a Fabric block without a valid envelope yields none.
/// </summary>
/// <remarks>
/// Trusted for what nothing proves: the own Fabric peer, for calling a transaction valid or not. One that lies makes this
/// node's peer halt, or its root another one than that of the others, which all of them see.
/// </remarks>
public sealed class FabricOrdering : IOrdering, IDisposable
{
    private readonly Peer peer;
    private readonly FabricOrderingOptions options;
    private readonly ILogger logger;
    private readonly Network network;
    private readonly Contract contract;
    private readonly string mspId;
    private readonly ChannelHistory history;
    private readonly FailureReason reasons;
    private readonly OrderingWay way;
    private readonly PendingTransactions pending = new();
    private readonly SemaphoreSlim places;
    private int inside;

    /// <summary>Makes the ordering; nothing is sent yet.</summary>
    /// <param name="gateway">The department's identity at its own Fabric peer; stays the caller's.</param>
    /// <param name="peer">The department's peer, which follows this ordering.</param>
    /// <param name="options">Channel, chaincode and bounds.</param>
    /// <param name="logger">Told of setbacks and breaks; nothing of what an envelope holds.</param>
    public FabricOrdering(Gateway gateway, Peer peer, FabricOrderingOptions options, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(options);
        this.peer = peer;
        this.options = options;
        this.logger = logger;
        network = gateway.GetNetwork(options.Channel);
        contract = network.GetContract(options.Chaincode);
        mspId = gateway.Identity.MspId;
        history = new ChannelHistory(network, peer.Genesis, options, logger, keepsPoints: true);
        places = new SemaphoreSlim(options.InFlight);
        reasons = new FailureReason(options.Channel, gateway, options.OwnFault);
        way = new OrderingWay(options, logger);
    }

    /// <summary>Why no blocks come, in English; null while they can. Stays when what was read is not this ledger's history.</summary>
    public string? Outage => history.Outage;

    /// <summary>
    /// Why envelopes do not get through, and since when: endorsers, the own peer or ordering fail one attempt after the other.
    /// Null while they do.
    /// </summary>
    public SetbackRow? Setbacks => way.Outage;

    /// <summary>
    /// While <see cref="Setbacks"/> says that nothing gets through and no envelope is on its way, sends transactions that record
    /// nothing, so that the end of an outage shows also when nobody writes. Runs until cancelled.
    /// </summary>
    /// <param name="ct">Ends it.</param>
    public async Task WatchAsync(CancellationToken ct)
    {
        var test = new TrialTransaction(contract);
        while (true)
        {
            await Task.Delay(options.TestAfter, options.Time, ct);
            if (way.Outage is null || Volatile.Read(ref inside) > 0)
                continue;

            try
            {
                await test.RunAsync(ct);
                way.Passed();
            }
            catch (GatewayException e)
            {
                way.SetBack(reasons.Of(e), passing: false);
            }
        }
    }

    /// <summary>
    /// Puts genesis on the channel if it has none, and checks that the one it has is this ledger's. Any department may, at any
    /// time and side by side.
    /// </summary>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ChannelHistoryException">The channel has another genesis, or its chaincode is configured for another.</exception>
    /// <exception cref="BlockVerificationException">The channel's blocks do not follow from the first one configured.</exception>
    /// <exception cref="OrderingUnavailableException">The channel could not be asked; ask again.</exception>
    public async Task FoundAsync(CancellationToken ct)
    {
        await new ChannelFounding(contract, mspId, peer.Genesis, options, reasons, logger).RunAsync(ct);
        if (peer.Head.Number == 0)
            await new ChannelHistory(network, peer.Genesis, options, logger, keepsPoints: false).CheckGenesisAsync(ct);
    }

    /// <inheritdoc/>
    /// <exception cref="PeerStoppedException">The own peer has stopped, so that no answer could be read.</exception>
    /// <exception cref="OrderingUnavailableException">Fabric gave no answer, or its peers disagree, or blocks are read no more.</exception>
    public async Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
    {
        if (!SubmitIntake.TryTake(peer, envelope.Span, out var decoded, out var answer))
            return answer;

        try
        {
            if (Interlocked.Increment(ref inside) > options.InFlight + options.Waiting)
            {
                var most = options.InFlight + options.Waiting;
                return new SubmitResult.Busy(new($"{most} envelopes are on their way; submit again later", $"已有 {most} 个信封在途，请稍后重新提交"));
            }

            await places.WaitAsync(ct);
            try
            {
                return await new EnvelopeSubmission(contract, mspId, pending, peer, history, options, reasons, way, decoded, envelope).RunAsync(ct);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }
    }

    /// <inheritdoc/>
    /// <remarks>A seal names the block of the channel that it was cut from.</remarks>
    public bool ComparesHeld => true;

    /// <inheritdoc/>
    /// <remarks>Outlives the own Fabric peer: a stream that breaks is opened again. Each block is numbered after the one before
    /// it on the own peer, from whose seal it goes on.</remarks>
    /// <exception cref="BlockVerificationException">The own Fabric peer shows a block that fails: its history is not the channel's.</exception>
    /// <exception cref="BlockStreamException">The own Fabric peer refuses this department.</exception>
    /// <exception cref="ChannelHistoryException">The channel is not this ledger's, or not the one that the own peer has followed.</exception>
    public async IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(from);
        var next = from;
        try
        {
            await foreach (var (block, envelopes, _) in history.ReadAsync(SealedFrom(from - 1), ct))
            {
                if (envelopes.Count > 0)
                {
                    yield return new OrderedBlock(
                        next,
                        [.. envelopes.Select(e => e.Subject.Memory)],
                        new FabricBlock { Number = block.Number, HeaderHash = ByteString.CopyFrom(block.HeaderHash.Span) },
                        [.. envelopes.Select(e => e.Writes)]);
                    pending.Settle(block, next++);
                }
                else
                {
                    pending.Settle(block, 0);
                }
            }
        }
        finally
        {
            pending.Abandon();
        }
    }

    /// <inheritdoc/>
    /// <remarks>Who is on the way is answered that blocks are no longer read.</remarks>
    // The places stay: submissions under way give theirs back, and a semaphore nobody waits on by handle holds nothing.
    public void Dispose() => pending.Abandon();

    private FabricBlock? SealedFrom(ulong block) => block == 0
        ? null
        : EntryCodec.Parse(peer.Reader.ReadSeal(block)).Seal.Fabric
            ?? throw history.Fault(
                $"block {block} held here was not cut from a Fabric channel, and a ledger stays with the ordering it was begun on or moves from Fabric to embedded ordering");
}
