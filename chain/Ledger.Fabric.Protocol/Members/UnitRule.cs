namespace Ledger.Fabric.Protocol;

/// <summary>A unit that means something to a membership, and the authority under which it does.</summary>
/// <param name="Name">The unit (OU).</param>
/// <param name="Authority">Issuer it counts under; null for any of the membership's.</param>
internal sealed record UnitRule(string Name, MemberCertificate? Authority)
{
    /// <summary>Whether a certificate of an issuer bears the unit under the right authority.</summary>
    public bool Holds(MemberCertificate certificate, MemberCertificate issuer) =>
        certificate.OrganizationalUnits.Contains(Name, StringComparer.Ordinal) && UnderAuthority(issuer);

    /// <summary>Whether an issuer is the authority wanted.</summary>
    public bool UnderAuthority(MemberCertificate issuer) => Authority is null || Authority.Identity == issuer.Identity;
}
