using Ledger.Contracts;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>The department's own peer as the views of cases read it: as of one block, or as of the head while lists follow.</summary>
internal sealed class PeerCasePages(Peer peer, CaseIndex index, ulong? block = null) : ICasePages
{
    /// <inheritdoc/>
    public Page? Read(string key)
        => (block is { } number ? peer.Reader.ReadPage(key, number) : peer.Reader.ReadPage(key)) is { } bytes ? Page.Parser.ParseFrom(bytes) : null;

    /// <inheritdoc/>
    public IEnumerable<MortgageId> SignedOn(string unitCode) => index.SignedOn(unitCode);
}
