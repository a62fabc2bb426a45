using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>What a governed event of the contract sees and writes: every page, and of <c>sys/</c> those that are not the chain's own.</summary>
internal sealed class GovernedPages(EnvelopeContext context) : IContractContext
{
    public string Origin => context.Origin;

    public uint Profile => context.Profile;

    public ulong TimeMs => context.TimeMs;

    public ReadOnlyMemory<byte> Nonce => context.Nonce;

    public ReadOnlyMemory<byte> LeafHash => context.LeafHash;

    public Signer Signer => context.Signer;

    public Page? Read(string key) => context.Read(key);

    public void Write(string key, ReadOnlyMemory<byte> body)
    {
        PageKeys.CheckGoverned(key);
        context.WriteGoverned(key, body);
    }

    public void Delete(string key)
    {
        PageKeys.CheckGoverned(key);
        context.DeleteSystem(key);
    }
}
