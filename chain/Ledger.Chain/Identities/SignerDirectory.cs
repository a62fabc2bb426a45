using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Signing keys, members and the profile in force as their pages state them, parsed once per content. The pages are read and
/// compared every time; only parsing is saved. Safe for use by several threads.
/// </summary>
internal sealed class SignerDirectory(CertificateCache certificates)
{
    private readonly ConcurrentDictionary<string, (ByteString Body, KnownKey Key)> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (ByteString Body, Member Member)> members = new(StringComparer.Ordinal);
    private volatile ProfilePage? profile;

    /// <exception cref="InvalidOperationException">The page does not hold what governance writes.</exception>
    public KnownKey Key(string pageKey, ByteString body)
    {
        if (keys.TryGetValue(pageKey, out var known) && known.Body == body)
            return known.Key;

        var page = SigningKey.Parser.ParseFrom(body);
        if (!certificates.TryGet(page.Certificate.Span, out var certificate, out var fault))
            throw new InvalidOperationException($"Page {pageKey} does not hold what governance writes: {fault}.");

        var key = new KnownKey(certificate, PageKeys.Member(page.CreditCode), PageKeys.Revoked(certificate.Fingerprint));
        keys[pageKey] = (body, key);
        return key;
    }

    public Member Member(string pageKey, ByteString body)
    {
        if (members.TryGetValue(pageKey, out var known) && known.Body == body)
            return known.Member;

        var member = V1.Member.Parser.ParseFrom(body);
        members[pageKey] = (body, member);
        return member;
    }

    /// <summary>Number of the profile that a page puts in force.</summary>
    public uint Profile(ByteString body)
    {
        if (profile is { } known && known.Body == body)
            return known.Number;

        var number = ActiveProfile.Parser.ParseFrom(body).Number;
        profile = new ProfilePage(body, number);
        return number;
    }

    /// <summary>A signing key, and the pages that say whose it is and whether its certificate was revoked.</summary>
    internal sealed record KnownKey(CertificateIdentity Certificate, string MemberPage, string RevocationPage);

    private sealed record ProfilePage(ByteString Body, uint Number);
}
