using Ledger.Acts;
using Ledger.Chain;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Pages, members and revocations as the department's own peer executed them last.</summary>
public sealed class PeerPages(Peer peer) : IPageReader, ILedgerMembers
{
    private Snapshot? members;

    /// <inheritdoc/>
    public ulong SystemBlock => peer.SystemBlock;

    /// <inheritdoc/>
    public Page? ReadPage(string key) => peer.Reader.ReadPage(key) is { } bytes ? Page.Parser.ParseFrom(bytes) : null;

    /// <inheritdoc/>
    public IReadOnlyList<Member> Members()
    {
        var systemBlock = SystemBlock;
        if (this.members is { } known && known.SystemBlock == systemBlock)
            return known.Members;

        // Who is a member genesis says; what a member's page says may have changed since.
        var members = peer.Genesis.Genesis.Members
            .Select(member => ReadPage(PageKeys.Member(member.CreditCode)))
            .OfType<Page>()
            .Select(page => Member.Parser.ParseFrom(page.Body))
            .ToList();
        this.members = new(systemBlock, members);
        return members;
    }

    /// <inheritdoc/>
    public bool IsRevoked(ReadOnlySpan<byte> fingerprint) => peer.Reader.ReadPage(PageKeys.Revoked(fingerprint)) is not null;

    /// <summary>Who may sign with a key; null when the ledger does not know the key.</summary>
    /// <param name="keyId">16 bytes.</param>
    public SigningKey? FindKey(ReadOnlySpan<byte> keyId) => ReadPage(PageKeys.Key(keyId)) is { } page ? SigningKey.Parser.ParseFrom(page.Body) : null;

    private sealed record Snapshot(ulong SystemBlock, IReadOnlyList<Member> Members);
}
