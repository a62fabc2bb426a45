using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Registration's peer alone, with ordering on it.</summary>
internal sealed class SinglePeer : IAsyncDisposable
{
    public SinglePeer(TestLedger? ledger = null, IContract? contract = null, EmbeddedOrderingOptions? options = null)
    {
        Ledger = ledger ?? new TestLedger();
        Peer = Ledger.Open("registration", contract: contract);
        Ordering = new EmbeddedOrdering(Peer, options);
    }

    public TestLedger Ledger { get; }

    public Peer Peer { get; }

    public EmbeddedOrdering Ordering { get; }

    public Task<SubmitResult> SubmitAsync(byte[] envelope) => Ordering.SubmitAsync(envelope, TestNetwork.Limit);

    public Task<SubmitResult> SubmitAsync(string organisation, params Event[] events) => SubmitAsync(Ledger.Sign(organisation, events));

    public async Task<SubmitResult.Admitted> AdmitAsync(string organisation, params Event[] events) =>
        Assert.IsType<SubmitResult.Admitted>(await SubmitAsync(organisation, events));

    public async Task<Verdict> RefuseAsync(byte[] envelope) =>
        Assert.IsType<SubmitResult.Refused>(await SubmitAsync(envelope)).Verdict;

    public string? Value(string key) => Peer.Reader.ReadPage(key) is { } page ? Page.Parser.ParseFrom(page).Body.ToStringUtf8() : null;

    public async ValueTask DisposeAsync()
    {
        await Ordering.DisposeAsync();
        await Peer.DisposeAsync();
        Ledger.Dispose();
    }
}
