using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>The rules with one fault: what is written to one page differs, as a build with a bug would do.</summary>
/// <param name="rules">The true rules.</param>
/// <param name="key">The page written otherwise.</param>
internal sealed class OtherRules(IContract rules, string key) : IContract
{
    public bool Supports(uint profile) => rules.Supports(profile);

    public MessageForm FormOf(uint profile) => rules.FormOf(profile);

    public IReadOnlyList<Finding> Execute(IContractContext context, Event e) => rules.Execute(new Context(context, key), e);

    private sealed class Context(IContractContext context, string key) : IContractContext
    {
        public string Origin => context.Origin;

        public uint Profile => context.Profile;

        public ulong TimeMs => context.TimeMs;

        public ReadOnlyMemory<byte> Nonce => context.Nonce;

        public ReadOnlyMemory<byte> LeafHash => context.LeafHash;

        public Signer Signer => context.Signer;

        public Page? Read(string page) => context.Read(page);

        public void Write(string page, ReadOnlyMemory<byte> body) => context.Write(page, page == key ? ReadOnlyMemory<byte>.Empty : body);

        public void Delete(string page) => context.Delete(page);
    }
}
