using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>What governance events refer to, looked up or refused.</summary>
internal static class GovernancePages
{
    public static Member Member(EnvelopeContext context, string creditCode) =>
        creditCode.Length is > 0 and <= 64 && context.Read(PageKeys.Member(creditCode)) is { } page
            ? V1.Member.Parser.ParseFrom(page.Body)
            : throw new GovernanceRefusal(ChainFindings.Governance(
                "没有该成员。", "There is no such member.", [new("credit_code", creditCode, "event.credit_code")],
                "核对统一社会信用代码。", "Check the unified social credit code."));

    /// <summary>A certificate that the member's root issued; validity in time is not looked at.</summary>
    public static CertificateIdentity Certificate(CertificateCache certificates, Member member, ByteString der)
    {
        if (!certificates.TryGet(member.RootCertificate.Span, out var root, out var fault))
            throw new InvalidOperationException($"The root certificate of {member.Organisation} cannot be read: {fault}.");

        // Not through the cache: whoever may propose could fill it with certificates of no use.
        if (!CertificateIdentity.TryParse(der.Span, out var certificate, out fault))
            throw Refuse(member, "不是 P-256 密钥的 X.509 证书", fault);

        if (certificate.IsAuthority || !certificate.IsIssuedBy(root))
            throw Refuse(member, "不是该成员的根证书签发的终端证书", "it is not an end certificate issued by this member's root");

        return certificate;
    }

    private static GovernanceRefusal Refuse(Member member, string reasonZh, string reasonEn) => new(ChainFindings.Governance(
        $"证书不可用：{reasonZh}。", $"The certificate cannot be used: {reasonEn}.",
        [new("organisation", member.Organisation, PageKeys.Member(member.CreditCode))],
        "核对证书及其签发者。", "Check the certificate and who issued it."));
}
