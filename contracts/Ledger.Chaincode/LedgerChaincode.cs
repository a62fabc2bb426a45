using System.Globalization;
using System.Text;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Chaincode;

/// <summary>
/// The ledger's rules as chaincode of a Fabric channel. The channel's state is the ledger's world state, key by key; an
/// envelope is endorsed if and only if a peer of the ledger accepts it on that state, and writes what that peer writes.
/// </summary>
/// <remarks>
/// What is endorsed depends on the envelope and the pages read alone, so that a replay of the blocks comes to the same; the
/// wall clock can only refuse. Functions: <see cref="LedgerFunctions"/>.
/// </remarks>
public sealed partial class LedgerChaincode : ChaincodeContract, IDisposable
{
    private readonly LedgerChaincodeOptions options;
    private readonly ILogger logger;
    private readonly EnvelopeVerificationCache envelopes = new();
    private readonly EnvelopeJudge judge;
    private readonly BlockingThreads threads;

    /// <summary>A chaincode of one ledger.</summary>
    /// <param name="options">Which ledger.</param>
    /// <param name="logger">Where it logs: ids and outcomes, and what the rules' code threw; nothing else of what an envelope holds.</param>
    public LedgerChaincode(LedgerChaincodeOptions options, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.logger = logger ?? NullLogger.Instance;
        judge = new EnvelopeJudge(
            options.Origin, options.Contract, envelopes.Certificates,
            faults: fault => LogRuleFailed(this.logger, Convert.ToHexStringLower(fault.LeafHash.Span), fault.EventType, fault.Exception));
        threads = new BlockingThreads(options.Threads);
        Add(LedgerFunctions.Found, Direct(Recorded(FoundAsync)));
        Add(LedgerFunctions.Submit, Direct(Recorded(SubmitAsync)));
        Add(LedgerFunctions.Judge, Direct(JudgeAsync));
    }

    /// <inheritdoc/>
    public void Dispose() => threads.Dispose();

    // Fabric takes what a chaincode writes that another one calls; the arguments in the transaction are then the other one's.
    private ChaincodeFunction Direct(ChaincodeFunction function) => async (stub, ct) => stub.ProposedChaincode == options.Name
        ? await function(stub, ct)
        : throw Refusal(
            RefusalKind.Indirect,
            $"本链码以 {options.Name} 之名部署，只接受直接调用 / this chaincode is committed as {options.Name} and answers to direct calls only; this call names another chaincode");

    // Every peer of the ledger must be able to judge who created what is recorded. Nobody endorses what one of them might not read.
    private static ChaincodeFunction Recorded(ChaincodeFunction function) => async (stub, ct) =>
        Member.TryRead(UnsafeByteOperations.UnsafeWrap(stub.Creator), out _, out var fault)
            ? await function(stub, ct)
            : throw Refusal(RefusalKind.Creator, $"无法读取交易发起者的证书 / the creator's certificate cannot be read: {fault}");

    private async Task<ChaincodeResponse> FoundAsync(IChaincodeStub stub, CancellationToken ct)
    {
        if (stub.Parameters.Count != 1)
            throw Refusal(RefusalKind.Arguments, "found 需要一个参数：创世条目 / found takes one argument, the genesis entry");

        var genesis = LoadGenesis(stub.Parameters[0]);
        if (await stub.GetStateAsync(PageKeys.Profile, ct) is not null)
            throw Refusal(RefusalKind.Founded, "该通道已有创世 / this channel has its genesis already");

        await WriteAsync(stub, genesis.Pages(), ct);
        LogFounded(logger, stub.TransactionId, stub.ChannelId, genesis.Origin);
        return ChaincodeResponse.Ok(genesis.LeafHash);
    }

    private async Task<ChaincodeResponse> SubmitAsync(IChaincodeStub stub, CancellationToken ct)
    {
        var (judgement, leafHash) = await JudgeEnvelopeAsync(stub, ct);
        if (judgement.Outcome != JudgementOutcome.Accepted)
        {
            var refusal = SubmitRefusal.Of(judgement);
            LogRefused(logger, stub.TransactionId, refusal.Kind, string.Join(' ', refusal.Values));
            return Answer(refusal);
        }

        await WriteAsync(stub, judgement.Writes, ct);
        LogAccepted(logger, stub.TransactionId, judgement.Verdict.Reads.Count, judgement.Writes.Count);
        return ChaincodeResponse.Ok(VerdictMessages.ToMessage(judgement, leafHash, withReads: false).ToByteArray());
    }

    private async Task<ChaincodeResponse> JudgeAsync(IChaincodeStub stub, CancellationToken ct)
    {
        var (judgement, leafHash) = await JudgeEnvelopeAsync(stub, ct);
        return ChaincodeResponse.Ok(VerdictMessages.ToMessage(judgement, leafHash, withReads: true).ToByteArray());
    }

    private async Task<(Judgement Judgement, byte[] LeafHash)> JudgeEnvelopeAsync(IChaincodeStub stub, CancellationToken ct)
    {
        if (stub.Parameters.Count == 0)
            throw Refusal(RefusalKind.Arguments, "第一个参数应为信封 / the first argument is an envelope");

        var expected = ReadKeys(stub.Parameters);
        if (!envelopes.TryGet(stub.Parameters[0].Span, out var envelope, out var fault))
            return (Judgement.Malformed(fault), []);

        // These every accepted envelope reads; the rest only its sender knows beforehand.
        expected.AddRange([PageKeys.Profile, envelope.SequenceKey, PageKeys.Key(envelope.KeyId)]);
        var pages = await StatePages.OpenAsync(stub, expected, ct);
        var clock = new OrderingClock((ulong)options.Clock.GetUtcNow().ToUnixTimeMilliseconds(), options.ClockName);
        return (await threads.RunAsync(() => Judge(envelope, pages, clock)), envelope.LeafHash);
    }

    private Judgement Judge(DecodedEnvelope envelope, StatePages pages, OrderingClock clock)
    {
        if (pages.ReadPage(PageKeys.Profile) is null)
            throw Refusal(RefusalKind.Unfounded, "该通道尚无创世，请先调用 found / this channel has no genesis yet; call found first");

        return judge.Judge(envelope, pages, clock);
    }

    private GenesisBlock LoadGenesis(ReadOnlyMemory<byte> entry)
    {
        try
        {
            var genesis = GenesisBlock.Load(entry.ToArray(), options.GenesisSha256);
            return genesis.Origin == options.Origin
                ? genesis
                : throw Refusal(
                    RefusalKind.Genesis, $"创世属于账本 {genesis.Origin}，而非 {options.Origin} / genesis is of the ledger {genesis.Origin}, not {options.Origin}");
        }
        catch (GenesisException e)
        {
            throw Refusal(RefusalKind.Genesis, e.Message);
        }
    }

    private static List<string> ReadKeys(IReadOnlyList<ReadOnlyMemory<byte>> parameters)
    {
        if (parameters.Count - 1 > LedgerFunctions.MaxKeys)
        {
            throw Refusal(
                RefusalKind.Arguments,
                string.Create(CultureInfo.InvariantCulture,
                    $"最多 {LedgerFunctions.MaxKeys} 个键 / at most {LedgerFunctions.MaxKeys} keys are named, not {parameters.Count - 1}"));
        }

        var keys = new List<string>(parameters.Count + 3);
        foreach (var parameter in parameters.Skip(1))
        {
            var key = parameter.Length <= PageKeys.MaxSize ? Encoding.UTF8.GetString(parameter.Span) : "";
            // Bytes that are no UTF-8 come back as other bytes.
            if (!PageKeys.IsKey(key) || !Encoding.UTF8.GetBytes(key).AsSpan().SequenceEqual(parameter.Span))
                throw Refusal(RefusalKind.Arguments, "参数不是状态键 / an argument is no key of the state");

            keys.Add(key);
        }

        return keys;
    }

    private static async Task WriteAsync(IChaincodeStub stub, IReadOnlyList<KeyValuePair<string, byte[]?>> writes, CancellationToken ct)
    {
        foreach (var (key, page) in writes)
            await (page is null ? stub.DeleteStateAsync(key, ct) : stub.PutStateAsync(key, page, ct));
    }

    private static ChaincodeException Refusal(RefusalKind kind, string text)
    {
        var answer = Answer(new SubmitRefusal(kind, [], text));
        return new ChaincodeException(answer.Status, answer.Message);
    }

    private static ChaincodeResponse Answer(SubmitRefusal refusal) => ChaincodeResponse.Error(
        refusal.Kind switch
        {
            RefusalKind.Arguments or RefusalKind.Genesis => 400,
            RefusalKind.Indirect or RefusalKind.Creator => 403,
            RefusalKind.Refused => 422,
            _ => 409,
        },
        refusal.ToString());

    [LoggerMessage(20, LogLevel.Information, "Transaction {TransactionId} founds channel {Channel} on genesis of {Origin}")]
    private static partial void LogFounded(ILogger logger, string transactionId, string channel, string origin);

    [LoggerMessage(21, LogLevel.Debug, "Transaction {TransactionId}: accepted; {Reads} pages read, {Writes} written")]
    private static partial void LogAccepted(ILogger logger, string transactionId, int reads, int writes);

    [LoggerMessage(22, LogLevel.Information, "Transaction {TransactionId}: {Kind} {Values}")]
    private static partial void LogRefused(ILogger logger, string transactionId, RefusalKind kind, string values);

    [LoggerMessage(23, LogLevel.Error, "The rules' code failed on event {Type} of envelope {LeafHash}, which is refused: keep the envelope and report this")]
    private static partial void LogRuleFailed(ILogger logger, string leafHash, string type, Exception e);
}
