using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Signing keys and members as their pages state them, parsed once per content. The pages are read and compared every
/// time; only parsing is saved. Safe for use by several threads.
/// </summary>
internal sealed class SignerDirectory(CertificateCache certificates)
{
    private readonly ConcurrentDictionary<string, (ByteString Body, SigningKey Key, CertificateIdentity Certificate)> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (ByteString Body, Member Member)> members = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The page does not hold what governance writes.</exception>
    public (SigningKey Key, CertificateIdentity Certificate) Key(string pageKey, ByteString body)
    {
        if (keys.TryGetValue(pageKey, out var known) && known.Body == body)
            return (known.Key, known.Certificate);

        var key = SigningKey.Parser.ParseFrom(body);
        if (!certificates.TryGet(key.Certificate.Span, out var certificate, out var fault))
            throw new InvalidOperationException($"Page {pageKey} does not hold what governance writes: {fault}.");

        keys[pageKey] = (body, key, certificate);
        return (key, certificate);
    }

    public Member Member(string pageKey, ByteString body)
    {
        if (members.TryGetValue(pageKey, out var known) && known.Body == body)
            return known.Member;

        var member = V1.Member.Parser.ParseFrom(body);
        members[pageKey] = (body, member);
        return member;
    }
}
