using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Replaces an organisation's log, cosigner, COSE and signing keys; decided by all other departments.</summary>
internal sealed class KeyReplacement(string origin, CertificateCache certificates)
{
    private const int MaxCoseKey = 1024;

    public GovernanceMeasure Of(EnvelopeContext context, ReplaceKeys replace)
    {
        var member = GovernancePages.Member(context, replace.CreditCode);
        return new GovernanceMeasure(
            member.Organisation,
            OwnSignatureSuffices: false,
            current => Validate(current, replace, member),
            current => Apply(current, replace, member));
    }

    private void Validate(EnvelopeContext context, ReplaceKeys replace, Member member)
    {
        var peerKeys = replace.LogKey.Length + replace.CosignerKey.Length + replace.CoseKey.Length;
        Require(
            peerKeys + replace.SignerCertificate.Length + replace.RetiredKeyIds.Count > 0,
            "event", "没有要更换的密钥。", "It replaces nothing.");
        if (peerKeys > 0)
            ValidatePeerKeys(context, replace, member);

        if (!replace.SignerCertificate.IsEmpty)
            ValidateCertificate(context, replace, member);

        var previous = ReadOnlySpan<byte>.Empty;
        foreach (var id in replace.RetiredKeyIds)
        {
            Require(
                id.Length == SignerKeyId.Size && previous.SequenceCompareTo(id.Span) < 0,
                "event.retired_key_ids", "停用的密钥号应为 16 字节、升序且不重复。", "Retired key ids have 16 bytes and are sorted and unique.");
            Require(
                context.Read(PageKeys.Key(id.Span)) is { } page && SigningKey.Parser.ParseFrom(page.Body).CreditCode == member.CreditCode,
                "event.retired_key_ids", "停用的密钥不属于该机构。", "A retired key is not this organisation's.");
            previous = id.Span;
        }
    }

    private void ValidatePeerKeys(EnvelopeContext context, ReplaceKeys replace, Member member)
    {
        var consortium = Consortium.Read(context.Read);
        Require(consortium.Find(member.Organisation) is not null, "event", "该机构不运行节点。", "This organisation runs no peer.");
        Require(replace.CoseKey.Length <= MaxCoseKey, "event.cose_key", "COSE 密钥过长。", "The COSE key is too long.");
        var used = consortium.Peers.SelectMany(p => (VerifierKey[])[p.LogKey, p.CosignerKey]).ToList();
        RequireFresh(replace.LogKey, SignatureType.Ed25519, "event.log_key", used);
        RequireFresh(replace.CosignerKey, SignatureType.Cosignature, "event.cosigner_key", used);
    }

    private void RequireFresh(string text, SignatureType type, string source, List<VerifierKey> used)
    {
        if (text.Length == 0)
            return;

        if (!VerifierKey.TryParse(text, out var key, out var fault))
            throw Refuse(source, fault.Chinese, fault.English);

        Require(
            key.Type == type && (key.Name == origin) == (type == SignatureType.Ed25519),
            source, "密钥类型或名称不对。", "The key's type or name is wrong: a log key has the ledger's name and type 1, a cosigner key a name of its own and type 4.");
        Require(
            used.TrueForAll(other => !other.PublicKey.Span.SequenceEqual(key.PublicKey.Span)),
            source, "该公钥已在使用，必须换新。", "This public key is in use; it must be a new one.");
        used.Add(key);
    }

    private void ValidateCertificate(EnvelopeContext context, ReplaceKeys replace, Member member)
    {
        const string Source = "event.signer_certificate";
        var certificate = GovernancePages.Certificate(certificates, member, replace.SignerCertificate);
        Require(certificate.MaySign, Source, "证书的密钥用途不含数字签名。", "The certificate's key usage does not include digital signatures.");
        Require(certificate.IsValidAt(context.TimeMs), Source, "证书在信封时间无效。", "The certificate is not valid at the envelope's time.");
        Require(context.Read(PageKeys.Revoked(certificate.Fingerprint)) is null, Source, "证书已吊销。", "The certificate is revoked.");
        Require(context.Read(PageKeys.Key(certificate.KeyId)) is null, Source, "该密钥已登记。", "This key is recorded already.");
    }

    private static void Apply(EnvelopeContext context, ReplaceKeys replace, Member member)
    {
        if (replace.LogKey.Length + replace.CosignerKey.Length + replace.CoseKey.Length > 0)
        {
            var key = PageKeys.Peer(member.Organisation);
            var peer = PeerKeys.Parser.ParseFrom(context.Read(key)!.Body);
            peer.LogKey = replace.LogKey.Length > 0 ? replace.LogKey : peer.LogKey;
            peer.CosignerKey = replace.CosignerKey.Length > 0 ? replace.CosignerKey : peer.CosignerKey;
            peer.CoseKey = replace.CoseKey.IsEmpty ? peer.CoseKey : replace.CoseKey;
            context.WriteSystem(key, peer);
        }

        foreach (var id in replace.RetiredKeyIds)
            context.DeleteSystem(PageKeys.Key(id.Span));

        if (!replace.SignerCertificate.IsEmpty)
        {
            var certificate = CertificateIdentity.Parse(replace.SignerCertificate.Span);
            context.WriteSystem(
                PageKeys.Key(certificate.KeyId),
                new SigningKey { CreditCode = member.CreditCode, Certificate = replace.SignerCertificate });
        }
    }

    private static void Require(bool condition, string source, string messageZh, string messageEn)
    {
        if (!condition)
            throw Refuse(source, messageZh, messageEn);
    }

    private static GovernanceRefusal Refuse(string source, string messageZh, string messageEn) =>
        new(ChainFindings.Governance(messageZh, messageEn, [new("field", source, source)], "改正后重新提出。", "Correct it and propose again."));
}
