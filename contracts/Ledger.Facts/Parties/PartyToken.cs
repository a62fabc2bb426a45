using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Ledger.Facts;

/// <summary>
/// The pseudonym under which one unit knows a person: 32 bytes,
/// <c>SHA-256("ledger.v1.party\n" || salt || id)</c> (formats.md 9). Equal for the same person under the same unit and
/// epoch, unlinkable to any other unit without its key. Remains personal data.
/// </summary>
public sealed class PartyToken : IEquatable<PartyToken>
{
    /// <summary>Bytes of a token.</summary>
    public const int Size = 32;

    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 32;

    private readonly byte[] bytes;

    private PartyToken(byte[] bytes) => this.bytes = bytes;

    /// <summary>The 32 bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    private static ReadOnlySpan<byte> Domain => "ledger.v1.party\n"u8;

    /// <summary>The token that a disclosed salt and a person give.</summary>
    /// <exception cref="ArgumentException">The salt has not 32 bytes.</exception>
    public static PartyToken Of(ReadOnlySpan<byte> salt, PersonId person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (salt.Length != SaltSize)
            throw new ArgumentException($"A party's salt has {SaltSize} bytes, not {salt.Length}.", nameof(salt));

        return new(SHA256.HashData([.. Domain, .. salt, .. person.ToBytes()]));
    }

    /// <summary>The token with these bytes; false unless there are 32.</summary>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out PartyToken? token)
    {
        token = bytes.Length == Size ? new(bytes.ToArray()) : null;
        return token is not null;
    }

    /// <summary>Whether this token is that person, shown by the salt. False on a salt of another length; takes the same time for every wrong one.</summary>
    public bool IsShownBy(ReadOnlySpan<byte> salt, PersonId person)
        => salt.Length == SaltSize && CryptographicOperations.FixedTimeEquals(bytes, Of(salt, person).bytes);

    /// <inheritdoc/>
    public bool Equals(PartyToken? other) => other is not null && CryptographicOperations.FixedTimeEquals(bytes, other.bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PartyToken);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    /// <summary>Lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(bytes);
}
