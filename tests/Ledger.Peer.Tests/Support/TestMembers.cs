using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Other members that a peer asks after its start; who is not set gives no answer.</summary>
internal sealed class TestMembers(string asker) : IStandingSource
{
    private readonly ConcurrentDictionary<string, Peer> peers = new(StringComparer.Ordinal);
    private int asked;

    /// <summary>Changes the blocks a member gives.</summary>
    public Func<string, HeldBlock, HeldBlock> Change { get; init; } = static (_, block) => block;

    /// <summary>Changes all that a member gives from a block on.</summary>
    public Func<string, IEnumerable<HeldBlock>, IEnumerable<HeldBlock>> ChangeAll { get; init; } = static (_, blocks) => blocks;

    /// <summary>Waited for before each block that a member gives.</summary>
    public Func<string, CancellationToken, Task> Delay { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>Changes what a member answers.</summary>
    public Func<string, StandingAnswer, StandingAnswer> ChangeAnswer { get; init; } = static (_, answer) => answer;

    /// <summary>How often members were asked.</summary>
    public int Asked => asked;

    /// <summary>Members asked for blocks, in order.</summary>
    public ConcurrentQueue<string> Read { get; } = new();

    public TestMembers With(params IEnumerable<Peer> members)
    {
        foreach (var peer in members)
            peers[peer.Organisation] = peer;

        return this;
    }

    public Task<StandingAnswer> AskAsync(string organisation, CancellationToken ct)
    {
        Interlocked.Increment(ref asked);
        return peers.TryGetValue(organisation, out var peer)
            ? Task.FromResult(ChangeAnswer(organisation, peer.Cosigning.AnswerStanding(asker)))
            : throw new OrderingUnavailableException(new OutageReason("it is down", "未运行"));
    }

    public async IAsyncEnumerable<HeldBlock> ReadHeldBlocksAsync(string organisation, ulong first, ulong last, [EnumeratorCancellation] CancellationToken ct)
    {
        Read.Enqueue(organisation);
        await Task.Yield();
        foreach (var block in ChangeAll(organisation, peers[organisation].Reader.ReadHeldBlocks(first, last)))
        {
            await Delay(organisation, ct);
            yield return Change(organisation, block);
        }
    }
}
