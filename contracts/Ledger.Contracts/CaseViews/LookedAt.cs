using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A state that is looked at and not changed: no event, no signer.</summary>
/// <param name="pages">Its pages.</param>
/// <param name="origin">The ledger's name.</param>
/// <param name="profile">Profile in force.</param>
/// <param name="timeMs">The instant for which is asked.</param>
internal sealed class LookedAt(ICasePages pages, string origin, uint profile, ulong timeMs) : IContractContext
{
    /// <inheritdoc/>
    public string Origin => origin;

    /// <inheritdoc/>
    public uint Profile => profile;

    /// <inheritdoc/>
    public ulong TimeMs => timeMs;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Nonce => default;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> LeafHash => default;

    /// <inheritdoc/>
    public Signer Signer { get; } = new(new Member(), []);

    /// <inheritdoc/>
    public Page? Read(string key) => pages.Read(key);

    /// <inheritdoc/>
    public void Write(string key, ReadOnlyMemory<byte> body) => throw new InvalidOperationException("Nothing is written while a case is looked at.");

    /// <inheritdoc/>
    public void Delete(string key) => throw new InvalidOperationException("Nothing is written while a case is looked at.");
}
