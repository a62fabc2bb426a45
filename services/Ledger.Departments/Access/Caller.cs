using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Who calls, by its certificate.</summary>
/// <param name="Fingerprint">SHA-256 of the certificate, 32 bytes.</param>
/// <param name="Certificate">The certificate in DER.</param>
/// <param name="Role">Role of the certificate.</param>
/// <param name="Member">The member whose root issued it.</param>
/// <param name="Kind">What it is to the department called.</param>
/// <param name="Key">The certificate's key, imported once.</param>
public sealed record Caller(byte[] Fingerprint, byte[] Certificate, CertificateRole Role, Member Member, CallerKind Kind, SignerKey Key);
