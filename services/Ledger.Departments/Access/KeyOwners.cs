using Google.Protobuf;
using Ledger.Chain;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Whose a signing key is or was. A key's page goes when the key is replaced, but what it signed stays its member's; genesis
/// and the governance events that brought keys in say whose, and they are never removed.
/// </summary>
internal sealed class KeyOwners(Peer peer, PeerPages pages)
{
    private static readonly string Replacement = ReplaceKeys.Descriptor.FullName;
    private readonly CertificateCache certificates = new();

    /// <summary>Whether a key signs or signed for a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="keyId">16 bytes.</param>
    public bool IsOrWasOf(Member member, ByteString keyId)
        => pages.FindKey(keyId.Span)?.CreditCode == member.CreditCode || Certificates(member).Any(certificate => IsOf(certificate, keyId));

    /// <summary>Organisation that a key signs or signed for; null when it is nobody's.</summary>
    /// <param name="keyId">16 bytes.</param>
    public string? OwnerOf(ByteString keyId) => pages.Members().FirstOrDefault(member => IsOrWasOf(member, keyId))?.Organisation;

    private IEnumerable<ByteString> Certificates(Member member)
    {
        var founding = peer.Genesis.Genesis.Signers.Where(signer => signer.Organisation == member.Organisation).Select(signer => signer.Certificate);
        var later = peer.Reader.ReadPages(PageKeys.Proposals)
            .Select(page => Proposal.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body))
            .Where(proposal => proposal.Effective && proposal.Event.Type == Replacement)
            .Select(proposal => ReplaceKeys.Parser.ParseFrom(proposal.Event.Body))
            .Where(replaced => replaced.CreditCode == member.CreditCode && !replaced.SignerCertificate.IsEmpty)
            .Select(replaced => replaced.SignerCertificate);
        return founding.Concat(later);
    }

    private bool IsOf(ByteString certificate, ByteString keyId)
        => certificates.TryGet(certificate.Span, out var identity, out _) && keyId.Span.SequenceEqual(identity.KeyId);
}
