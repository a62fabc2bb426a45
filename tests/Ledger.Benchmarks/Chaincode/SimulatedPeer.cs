using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Ledger.Chaincode;
using Ledger.Fabric.Protos;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Benchmarks;

/// <summary>
/// The peer's side of a chaincode stream over a state in memory: gives what is asked and commits what is written. Costs far
/// less than a peer, so what is measured is the chaincode and the stream.
/// </summary>
internal sealed class SimulatedPeer : IAsyncDisposable
{
    /// <summary>Who creates the transactions: the chaincode reads the certificate, whoever issued it.</summary>
    private static readonly ByteString Creator = NewCreator();

    private readonly GrpcChannel channel;
    private readonly AsyncDuplexStreamingCall<ChaincodeMessage, ChaincodeMessage> call;
    private readonly bool offers;
    private readonly ConcurrentDictionary<string, byte[]> state = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Call> calls = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim sending = new(1);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;
    private int number;

    private SimulatedPeer(IPEndPoint endPoint, bool offers)
    {
        this.offers = offers;
        channel = GrpcChannel.ForAddress($"http://{endPoint}");
        call = new Fabric.Protos.Chaincode.ChaincodeClient(channel).Connect();
        reading = Task.Run(ReadAsync);
    }

    /// <summary>Requests of the chaincode so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Dials, and waits for registration.</summary>
    /// <param name="endPoint">Where the chaincode listens.</param>
    /// <param name="offers">Offers batches of reads and writes, as since 3.1.</param>
    public static async Task<SimulatedPeer> DialAsync(IPEndPoint endPoint, bool offers)
    {
        var peer = new SimulatedPeer(endPoint, offers);
        await peer.ready.Task;
        return peer;
    }

    /// <summary>Sends a transaction, and commits what it wrote when the answer is a success.</summary>
    /// <exception cref="BenchmarkException">The chaincode failed.</exception>
    public async Task<Response> InvokeAsync(IEnumerable<ByteString> arguments, bool commit)
    {
        var id = Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
        var pending = new Call();
        calls[id] = pending;
        var input = new ChaincodeInput { Args = { arguments } };
        await SendAsync(new ChaincodeMessage
        {
            Type = MessageType.Transaction,
            Txid = id,
            ChannelId = "ledger",
            Payload = input.ToByteString(),
            Proposal = Propose(input)
        });
        var end = await pending.End.Task;
        if (end.Type != MessageType.Completed)
            throw new BenchmarkException($"The chaincode failed: {end.Payload.ToStringUtf8()}");

        var response = Response.Parser.ParseFrom(end.Payload);
        foreach (var (key, value) in response.Status < 400 && commit ? pending.Writes : [])
        {
            if (value.IsEmpty)
            {
                state.TryRemove(key, out _);
            }
            else
            {
                state[key] = value.ToByteArray();
            }
        }

        return response;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await call.RequestStream.CompleteAsync();
        await reading;
        call.Dispose();
        channel.Dispose();
        sending.Dispose();
    }

    // The arguments come a second time in it, as from a real peer.
    private static SignedProposal Propose(ChaincodeInput input)
    {
        var chaincode = new ChaincodeID { Name = LedgerChaincodeOptions.DefaultName };
        var header = new Header
        {
            ChannelHeader = new ChannelHeader
            {
                Timestamp = new Timestamp(),
                Extension = new ChaincodeHeaderExtension { ChaincodeId = chaincode }.ToByteString(),
            }.ToByteString(),
            SignatureHeader = new SignatureHeader { Creator = Creator }.ToByteString(),
        };
        var invocation = new ChaincodeInvocationSpec { ChaincodeSpec = new ChaincodeSpec { ChaincodeId = chaincode, Input = input } };
        return new SignedProposal
        {
            ProposalBytes = new Proposal
            {
                Header = header.ToByteString(),
                Payload = new ChaincodeProposalPayload { Input = invocation.ToByteString() }.ToByteString(),
            }.ToByteString(),
        };
    }

    private static ByteString NewCreator()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=benchmark", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        return new SerializedIdentity { Mspid = "benchmark", IdBytes = ByteString.CopyFromUtf8(certificate.ExportCertificatePem()) }.ToByteString();
    }

    private async Task ReadAsync()
    {
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            switch (message.Type)
            {
                case MessageType.Register:
                    await SendAsync(new ChaincodeMessage { Type = MessageType.Registered });
                    var offered = new ChaincodeAdditionalParams
                    {
                        UseWriteBatch = offers,
                        MaxSizeWriteBatch = 1000,
                        UseGetMultipleKeys = offers,
                        MaxSizeGetMultipleKeys = 1000
                    };
                    await SendAsync(new ChaincodeMessage { Type = MessageType.Ready, Payload = offered.ToByteString() });
                    ready.TrySetResult();
                    break;
                case MessageType.Completed or MessageType.Error:
                    calls.TryRemove(message.Txid, out var ended);
                    ended!.End.SetResult(message);
                    break;
                default:
                    Requests++;
                    await SendAsync(new ChaincodeMessage
                    {
                        Type = MessageType.Response,
                        Txid = message.Txid,
                        ChannelId = message.ChannelId,
                        Payload = Answer(calls[message.Txid], message)
                    });
                    break;
            }
        }
    }

    private ByteString Answer(Call pending, ChaincodeMessage request)
    {
        switch (request.Type)
        {
            case MessageType.GetState:
                return Read(GetState.Parser.ParseFrom(request.Payload).Key);
            case MessageType.GetStateMultiple:
                return new GetStateMultipleResult { Values = { GetStateMultiple.Parser.ParseFrom(request.Payload).Keys.Select(Read) } }.ToByteString();
            case MessageType.PutState:
                var put = PutState.Parser.ParseFrom(request.Payload);
                pending.Writes[put.Key] = put.Value;
                return ByteString.Empty;
            case MessageType.DelState:
                pending.Writes[DelState.Parser.ParseFrom(request.Payload).Key] = ByteString.Empty;
                return ByteString.Empty;
            case MessageType.WriteBatchState:
                foreach (var record in WriteBatchState.Parser.ParseFrom(request.Payload).Rec)
                    pending.Writes[record.Key] = record.Value;

                return ByteString.Empty;
            default:
                throw new BenchmarkException($"The chaincode asked for {request.Type}.");
        }
    }

    private ByteString Read(string key) => state.TryGetValue(key, out var value) ? UnsafeByteOperations.UnsafeWrap(value) : ByteString.Empty;

    private async Task SendAsync(ChaincodeMessage message)
    {
        await sending.WaitAsync();
        try
        {
            await call.RequestStream.WriteAsync(message);
        }
        finally
        {
            sending.Release();
        }
    }

    private sealed class Call
    {
        public TaskCompletionSource<ChaincodeMessage> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Dictionary<string, ByteString> Writes { get; } = new(StringComparer.Ordinal);
    }
}
