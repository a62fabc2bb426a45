using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Ends a certificate from a height on: of a signer, a node or an operator.</summary>
internal sealed class CertificateRevocation(CertificateCache certificates)
{
    public GovernanceMeasure Of(EnvelopeContext context, RevokeCertificate revoke)
    {
        var member = GovernancePages.Member(context, revoke.CreditCode);
        var certificate = GovernancePages.Certificate(certificates, member, revoke.Certificate);
        var key = PageKeys.Revoked(certificate.Fingerprint);
        return new GovernanceMeasure(member.Organisation, OwnSignatureSuffices: true, Validate, Apply);

        void Validate(EnvelopeContext current)
        {
            RevocationReason.Check(revoke);
            if (current.Read(key) is { } page)
            {
                throw new GovernanceRefusal(ChainFindings.Governance(
                    "该证书已吊销。", "This certificate is revoked already.",
                    [new("revoked", ChainFindings.Time(page.TimeMs), key, ChainFindings.Hex(page.Entry.Span))],
                    "无需再次吊销。", "Nothing is left to do."));
            }
        }

        void Apply(EnvelopeContext current) => current.WriteSystem(
            key, new Revocation { Organisation = member.Organisation, Reason = revoke.Reason });
    }
}
