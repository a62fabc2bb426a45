using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A certificate's public key, of the kinds that Fabric imports: EC on the four curves of NIST, Ed25519, and RSA, which
/// authorities may have and members not. Safe for use by several threads.
/// </summary>
internal abstract class MemberKey
{
    private const string Rsa = "2a864886f70d010101";
    private const string Ec = "2a8648ce3d0201";
    private const string Ed25519 = "2b6570";

    /// <summary>How it is called, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Reads a <c>SubjectPublicKeyInfo</c>.</summary>
    /// <exception cref="AsnContentException">It cannot be read.</exception>
    /// <exception cref="CryptographicException">It is no key.</exception>
    public static MemberKey Read(ReadOnlySpan<byte> keyInfo)
    {
        var info = new DerReader(keyInfo).Enter(DerReader.Sequence);
        var algorithm = info.Enter(DerReader.Sequence);
        var oid = Convert.ToHexStringLower(algorithm.Take(DerReader.ObjectIdentifier));
        var key = info.TakeBits(out _);
        return oid switch
        {
            Ec => EcMemberKey.Read(Convert.ToHexStringLower(algorithm.Take(DerReader.ObjectIdentifier)), key),
            Ed25519 when key.Length == Ed25519MemberKey.Size => new Ed25519MemberKey(key),
            Rsa => RsaMemberKey.Read(key),
            _ => throw new CryptographicException("its key is none of EC, Ed25519 and RSA"),
        };
    }

    /// <summary>Whether it made a member's signature over the parts: an EC one with a low s. Keys of authorities alone make none.</summary>
    public abstract bool VerifyMember(HashAlgorithmName hash,
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2, ReadOnlySpan<byte> part3);

    /// <summary>Whether it made the signature of a certificate or a revocation list, which may have a high s.</summary>
    /// <param name="algorithm">The <c>AlgorithmIdentifier</c>'s content.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="data">What it is over.</param>
    public abstract bool VerifyIssued(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> data);
}
