using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Writes what <see cref="TestContract"/> writes and refuses nothing: the rules of a member that keeps none.</summary>
internal sealed class LaxContract : IContract
{
    private readonly TestContract inner = new();

    public uint Newest => inner.Newest;

    public MessageForm FormOf(uint profile) => inner.FormOf(profile);

    public bool Supports(uint profile) => inner.Supports(profile);

    public IReadOnlyList<Finding> Execute(IContractContext context, Event e)
    {
        inner.Execute(context, e);
        return [];
    }
}
