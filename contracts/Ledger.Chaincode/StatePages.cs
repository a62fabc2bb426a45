using Ledger.Chain;
using Ledger.Fabric.Protocol;

namespace Ledger.Chaincode;

/// <summary>
/// The channel's state as the judge reads it: keys are the ledger's keys, values its pages. What was expected is fetched
/// beforehand in one round trip; the rest blocks its thread for one each. Committed values throughout: the judge keeps an
/// envelope's own writes itself.
/// </summary>
internal sealed class StatePages : IPageSource
{
    private readonly IChaincodeStub stub;
    private readonly CancellationToken ct;
    private readonly Dictionary<string, byte[]?> pages = new(StringComparer.Ordinal);

    private StatePages(IChaincodeStub stub, CancellationToken ct)
    {
        this.stub = stub;
        this.ct = ct;
    }

    /// <summary>Opens the state of a transaction.</summary>
    /// <param name="stub">The transaction.</param>
    /// <param name="expected">Keys likely to be read. Fetched only when the peer gives many at once; one by one, those never
    /// needed would cost a round trip each.</param>
    /// <param name="ct">The peer hung up.</param>
    public static async Task<StatePages> OpenAsync(IChaincodeStub stub, IEnumerable<string> expected, CancellationToken ct)
    {
        var state = new StatePages(stub, ct);
        if (stub.ReadsManyAtOnce)
        {
            var keys = expected.Distinct(StringComparer.Ordinal).ToList();
            var values = await stub.GetStatesAsync(keys, ct);
            for (var i = 0; i < keys.Count; i++)
                state.pages[keys[i]] = values[i];
        }

        return state;
    }

    /// <inheritdoc/>
    /// <exception cref="StoreException">The peer did not give it; no rule takes that for an absent page.</exception>
    public byte[]? ReadPage(string key)
    {
        if (!pages.TryGetValue(key, out var page))
        {
            try
            {
                pages[key] = page = stub.GetStateAsync(key, ct).GetAwaiter().GetResult();
            }
            catch (ChaincodePeerException e)
            {
                throw new StoreException($"Page {key} could not be read from the peer: {e.Message}", e);
            }
        }

        return page;
    }
}
