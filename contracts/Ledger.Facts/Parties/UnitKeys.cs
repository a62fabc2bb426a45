using System.Security.Cryptography;
using System.Text;

namespace Ledger.Facts;

/// <summary>
/// The keys of all units in one epoch, derived from the consortium key (formats.md 9). Held by the four departments'
/// services only; a bank gets the salt of its customer, never a key. Dispose erases the consortium key from memory.
/// </summary>
public sealed class UnitKeys : IDisposable
{
    /// <summary>Bytes of the consortium key and of a unit's key.</summary>
    public const int KeySize = 32;

    private readonly byte[] consortiumKey;
    private bool disposed;

    /// <summary>The keys of an epoch.</summary>
    /// <param name="epoch">Number of the epoch; stored with every token.</param>
    /// <param name="consortiumKey">32 random bytes; copied.</param>
    /// <exception cref="ArgumentException">The key has not 32 bytes.</exception>
    public UnitKeys(uint epoch, ReadOnlySpan<byte> consortiumKey)
    {
        if (consortiumKey.Length != KeySize)
            throw new ArgumentException($"A consortium key has {KeySize} bytes, not {consortiumKey.Length}.", nameof(consortiumKey));

        Epoch = epoch;
        this.consortiumKey = consortiumKey.ToArray();
    }

    /// <summary>Number of the epoch.</summary>
    public uint Epoch { get; }

    private static ReadOnlySpan<byte> Domain => "ledger.v1.unit\n"u8;

    /// <summary>
    /// The salt of a person under a unit: <c>HMAC-SHA-256(unit key, id)</c>. Disclosed with the number it shows that a
    /// token of that unit is that person, and nothing about any other unit.
    /// </summary>
    public byte[] SaltOf(UnitCode unit, PersonId person)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(person);
        ObjectDisposedException.ThrowIf(disposed, this);
        Span<byte> unitKey = stackalloc byte[KeySize];
        Derive(unit, unitKey);
        var salt = HMACSHA256.HashData(unitKey, person.ToBytes());
        CryptographicOperations.ZeroMemory(unitKey);
        return salt;
    }

    /// <summary>The token of a person under a unit.</summary>
    public PartyToken TokenOf(UnitCode unit, PersonId person) => PartyToken.Of(SaltOf(unit, person), person);

    /// <summary>
    /// Where the queries on a unit stand on the ledger. The unit's key makes the secret behind a name that no person has, so that it
    /// shows nothing of the salts.
    /// </summary>
    public UnitTrace TraceOf(UnitCode unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ObjectDisposedException.ThrowIf(disposed, this);
        Span<byte> unitKey = stackalloc byte[KeySize];
        Derive(unit, unitKey);
        var secret = HMACSHA256.HashData(unitKey, "ledger.v1.trace-secret\n"u8);
        CryptographicOperations.ZeroMemory(unitKey);
        return new(Epoch, secret);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(consortiumKey);
    }

    private void Derive(UnitCode unit, Span<byte> unitKey)
        => HKDF.DeriveKey(HashAlgorithmName.SHA256, consortiumKey, unitKey, salt: [], info: [.. Domain, .. Encoding.ASCII.GetBytes(unit.ToString())]);
}
