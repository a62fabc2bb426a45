namespace Ledger.Network;

/// <summary>A user of the local network, who gets a client profile.</summary>
/// <param name="Name">Name of the profile, e.g. <c>registration-clerk</c>.</param>
/// <param name="Organisation">Whose certificate it is.</param>
/// <param name="Role">What the certificate allows.</param>
public sealed record LocalUser(string Name, string Organisation, CertificateRole Role)
{
    /// <summary>Clerk, reviewer, approver and administrator of each department, an officer of each bank, the auditor.</summary>
    public static IReadOnlyList<LocalUser> All { get; } =
    [
        .. LocalMember.Departments.Select(m => new LocalUser($"{m.Organisation}-clerk", m.Organisation, CertificateRole.Operator)),
        .. LocalMember.Departments.Select(m => new LocalUser($"{m.Organisation}-reviewer", m.Organisation, CertificateRole.Operator)),
        .. LocalMember.Departments.Select(m => new LocalUser($"{m.Organisation}-approver", m.Organisation, CertificateRole.Operator)),
        .. LocalMember.Departments.Select(m => new LocalUser($"{m.Organisation}-administrator", m.Organisation, CertificateRole.Administrator)),
        .. LocalMember.All.Where(m => m.Lender).Select(m => new LocalUser($"{m.Organisation}-officer", m.Organisation, CertificateRole.Operator)),
        new("auditor", LocalMember.Audit, CertificateRole.Operator),
    ];
}
