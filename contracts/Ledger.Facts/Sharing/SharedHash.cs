using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Ledger.Facts;

/// <summary>Salted hashes under which subject and answer of a query stand on the ledger: nobody can try values against them.</summary>
public static class SharedHash
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 32;

    /// <summary>SHA-256 of <c>"ledger.v1.subject\n"</c>, the salt and the unit's code: what an authorisation is about.</summary>
    public static ByteString OfSubject(ReadOnlySpan<byte> salt, string unitCode) => Of("ledger.v1.subject\n"u8, salt, Encoding.ASCII.GetBytes(unitCode));

    /// <summary>SHA-256 of <c>"ledger.v1.answer\n"</c>, the salt and the answer's bytes.</summary>
    public static ByteString OfAnswer(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> answer) => Of("ledger.v1.answer\n"u8, salt, answer);

    private static ByteString Of(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> value)
        => salt.Length == SaltSize
            ? ByteString.CopyFrom(SHA256.HashData([.. domain, .. salt, .. value]))
            : throw new ArgumentException($"A salt has {SaltSize} bytes, not {salt.Length}.", nameof(salt));
}
