using System.Text;
using Google.Protobuf;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Tests;

/// <summary>A chaincode's view of a stand-in's simulation: what the ledger's chaincode needs, nothing else.</summary>
internal sealed class SimulatedStub(Simulation simulation) : IChaincodeStub
{
    public string ChannelId => "mychannel";

    public string TransactionId => "";

    public bool IsInit => false;

    public string Function => simulation.Text(0);

    public IReadOnlyList<ReadOnlyMemory<byte>> Parameters => [.. Arguments.Skip(1)];

    public IReadOnlyList<ReadOnlyMemory<byte>> Arguments => [.. simulation.Arguments.Select(a => a.Memory)];

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Decorations => throw new NotSupportedException();

    public DateTimeOffset Timestamp => throw new NotSupportedException();

    public string ProposedChaincode => simulation.Chaincode;

    public ReadOnlyMemory<byte> Creator => simulation.Creator.Memory;

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Transient => throw new NotSupportedException();

    public ReadOnlyMemory<byte> Binding => throw new NotSupportedException();

    public SignedProposal? SignedProposal => throw new NotSupportedException();

    public bool ReadsManyAtOnce => true;

    public Task<byte[]?> GetStateAsync(string key, CancellationToken ct = default)
    {
        var value = simulation.Get(key);
        return Task.FromResult(value.IsEmpty ? null : value.ToByteArray());
    }

    public async Task<IReadOnlyList<byte[]?>> GetStatesAsync(IReadOnlyList<string> keys, CancellationToken ct = default)
    {
        var values = new List<byte[]?>();
        foreach (var key in keys)
            values.Add(await GetStateAsync(key, ct));
        return values;
    }

    public Task PutStateAsync(string key, ReadOnlyMemory<byte> value, CancellationToken ct = default)
    {
        simulation.Put(key, ByteString.CopyFrom(value.Span));
        return Task.CompletedTask;
    }

    public Task DeleteStateAsync(string key, CancellationToken ct = default)
    {
        simulation.Delete(key);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<StateEntry> GetStateByRangeAsync(string start, string end, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<StatePage> GetStatePageAsync(string start, string end, int pageSize, string bookmark = "", CancellationToken ct = default)
        => throw new NotSupportedException();

    public IAsyncEnumerable<StateEntry> GetStateByPartialCompositeKeyAsync(string objectType, IReadOnlyList<string> attributes, CancellationToken ct = default)
        => throw new NotSupportedException();

    public Task<StatePage> GetStatePageByPartialCompositeKeyAsync(string objectType, IReadOnlyList<string> attributes, int pageSize, string bookmark = "",
        CancellationToken ct = default) => throw new NotSupportedException();

    public IAsyncEnumerable<StateEntry> QueryStateAsync(string query, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<StatePage> QueryStatePageAsync(string query, int pageSize, string bookmark = "", CancellationToken ct = default)
        => throw new NotSupportedException();

    public IAsyncEnumerable<HistoryEntry> GetHistoryAsync(string key, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, byte[]>> GetStateMetadataAsync(string key, CancellationToken ct = default) => throw new NotSupportedException();

    public Task PutStateMetadataAsync(string key, string name, ReadOnlyMemory<byte> value, CancellationToken ct = default) => throw new NotSupportedException();

    public IPrivateData PrivateData(string collection) => throw new NotSupportedException();

    public Task<ChaincodeResponse> InvokeChaincodeAsync(string chaincode, IReadOnlyList<ReadOnlyMemory<byte>> arguments, string channel = "",
        CancellationToken ct = default) => throw new NotSupportedException();

    public void SetEvent(string name, ReadOnlyMemory<byte> payload) => throw new NotSupportedException();
}
