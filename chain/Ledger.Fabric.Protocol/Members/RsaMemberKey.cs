using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>An RSA key: of authorities only, as in Fabric.</summary>
internal sealed class RsaMemberKey : MemberKey
{
    private readonly RSA key;

    private RsaMemberKey(RSA key) => this.key = key;

    public override string Kind => "RSA";

    /// <exception cref="CryptographicException">It is no key.</exception>
    public static RsaMemberKey Read(byte[] publicKey)
    {
        var numbers = new DerReader(publicKey).Enter(DerReader.Sequence);
        var parameters = new RSAParameters
        {
            Modulus = numbers.TakeInteger().TrimStart((byte)0).ToArray(),
            Exponent = numbers.TakeInteger().TrimStart((byte)0).ToArray()
        };
        return new RsaMemberKey(RSA.Create(parameters));
    }

    public override bool VerifyMember(HashAlgorithmName hash,
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> part1, ReadOnlySpan<byte> part2, ReadOnlySpan<byte> part3) => false;

    public override bool VerifyIssued(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> data)
    {
        var fields = new DerReader(algorithm);
        var (hash, padding) = Convert.ToHexStringLower(fields.Take(DerReader.ObjectIdentifier)) switch
        {
            "2a864886f70d01010b" => (HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "2a864886f70d01010c" => (HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "2a864886f70d01010d" => (HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
            "2a864886f70d01010a" => (HashOfPss(ref fields), RSASignaturePadding.Pss),
            _ => (default(HashAlgorithmName?), RSASignaturePadding.Pkcs1),
        };
        try
        {
            return hash is { } name && key.VerifyData(data, signature, name, padding);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // The salt is as long as the hash, and the mask made with the same hash: Fabric's language takes no other.
    private static HashAlgorithmName? HashOfPss(ref DerReader fields)
    {
        var named = fields.Enter(DerReader.Sequence).Enter(0xA0).Enter(DerReader.Sequence);
        return Convert.ToHexStringLower(named.Take(DerReader.ObjectIdentifier)) switch
        {
            "608648016503040201" => HashAlgorithmName.SHA256,
            "608648016503040202" => HashAlgorithmName.SHA384,
            "608648016503040203" => HashAlgorithmName.SHA512,
            _ => null,
        };
    }
}
