using System.Collections.Concurrent;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>One transaction as a stand-in peer simulated it.</summary>
public sealed class ChaincodeSimulation
{
    /// <summary>The message that ended it: COMPLETED or ERROR.</summary>
    public ChaincodeMessage End { get; set; } = null!;

    /// <summary>The chaincode's answer; fails when it ended with ERROR.</summary>
    public Response Response
    {
        get
        {
            Assert.True(End.Type == MessageType.Completed, End.Payload.ToStringUtf8());
            return Response.Parser.ParseFrom(End.Payload);
        }
    }

    /// <summary>Text of the ERROR that ended it.</summary>
    public string Error
    {
        get
        {
            Assert.Equal(MessageType.Error, End.Type);
            return End.Payload.ToStringUtf8();
        }
    }

    /// <summary>Requests in order.</summary>
    public ConcurrentQueue<ChaincodeMessage> Requests { get; } = [];

    /// <summary>Types of the requests in order.</summary>
    public IReadOnlyList<MessageType> Kinds => [.. Requests.Select(request => request.Type)];

    /// <summary>Keys read, by collection; sorted, once each.</summary>
    public SortedSet<(string Collection, string Key)> Reads { get; } = [];

    /// <summary>Last value of every key written, by collection; null for a deletion.</summary>
    public Dictionary<(string Collection, string Key), byte[]?> Writes { get; } = [];

    /// <summary>Keys in the order written.</summary>
    public List<string> WriteOrder { get; } = [];

    /// <summary>Metadata written, by key and name.</summary>
    public Dictionary<(string Key, string Name), byte[]> Metadata { get; } = [];

    internal TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ConcurrentDictionary<string, Queue<QueryResultBytes>> Iterators { get; } = new(StringComparer.Ordinal);

    internal void Write(string collection, string key, byte[]? value)
    {
        Writes[(collection, key)] = value;
        WriteOrder.Add(key);
    }
}
