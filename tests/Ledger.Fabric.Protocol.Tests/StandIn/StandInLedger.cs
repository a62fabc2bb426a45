using System.Collections.Concurrent;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The channel as the stand-in holds it: blocks, state, fates of transactions.</summary>
internal sealed class StandInLedger(TestChannel channel)
{
    private readonly Lock gate = new();
    private readonly List<Block> blocks = [channel.Genesis];
    private readonly List<ByteString> pending = [];
    private readonly Dictionary<(string, string), (ByteString Value, Protos.Version Version)> state = [];
    private readonly Dictionary<string, (TxValidationCode Code, ulong Block)> fates = new(StringComparer.Ordinal);
    private TaskCompletionSource grown = New();

    /// <summary>Told of each valid transaction.</summary>
    public Action<string>? Committed { get; set; }

    /// <summary>Transactions wait for <see cref="Cut"/> instead of being cut one by one.</summary>
    public bool Hold { get; set; }

    /// <summary>Verdicts that the next transaction gets whatever it deserves.</summary>
    public ConcurrentQueue<TxValidationCode> ForcedCodes { get; } = new();

    /// <summary>Organisations that must all endorse, by chaincode; none: any one.</summary>
    public Dictionary<string, string[]> Policies { get; } = new(StringComparer.Ordinal) { ["basic"] = ["Org1MSP", "Org2MSP"], ["private"] = [] };

    /// <summary>Chaincodes beside the built-in ones.</summary>
    public ConcurrentDictionary<string, Func<Simulation, ByteString>> Chaincodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Transactions that wait to be cut.</summary>
    public int Pending
    {
        get
        {
            lock (gate)
                return pending.Count;
        }
    }

    public ulong Height
    {
        get
        {
            lock (gate)
                return (ulong)blocks.Count;
        }
    }

    public (ByteString Value, Protos.Version? Version) Read(string chaincode, string key)
    {
        lock (gate)
            return state.TryGetValue((chaincode, key), out var entry) ? entry : (ByteString.Empty, null);
    }

    /// <summary>Waits until so many transactions wait to be cut.</summary>
    public async Task PendingAsync(int count, CancellationToken ct)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (pending.Count >= count)
                    return;
                wait = grown.Task;
            }

            await wait.WaitAsync(ct);
        }
    }

    public void Submit(ByteString envelope)
    {
        lock (gate)
        {
            pending.Add(envelope);
            if (!Hold)
                CutPending();
            else
                Pulse();
        }
    }

    public void Cut()
    {
        lock (gate)
            CutPending();
    }

    public void Append(Func<TestChannel, Block> cut)
    {
        lock (gate)
            Add(cut(channel));
    }

    public async Task<Block> BlockAsync(ulong number, CancellationToken ct)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (number < (ulong)blocks.Count)
                    return blocks[(int)number];
                wait = grown.Task;
            }

            await wait.WaitAsync(ct);
        }
    }

    public async Task<(TxValidationCode Code, ulong Block)> FateAsync(string transactionId, CancellationToken ct)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (fates.TryGetValue(transactionId, out var fate))
                    return fate;
                wait = grown.Task;
            }

            await wait.WaitAsync(ct);
        }
    }

    public ulong? BlockOf(string transactionId)
    {
        lock (gate)
            return fates.TryGetValue(transactionId, out var fate) ? fate.Block : null;
    }

    private void CutPending()
    {
        if (pending.Count == 0)
            return;
        var envelopes = pending.ToList();
        pending.Clear();
        var decoded = envelopes.Select((e, i) => TransactionDecoder.Decode(i, e, 0)).ToList();
        var number = (ulong)blocks.Count;
        var codes = decoded.Select((t, i) => Validate(t, number, (ulong)i)).ToList();
        Add(channel.Cut(envelopes, codes), decoded.Select((t, i) => (t.TransactionId, codes[i])));
    }

    private TxValidationCode Validate(ChannelTransaction transaction, ulong block, ulong index)
    {
        if (ForcedCodes.TryDequeue(out var forced))
            return forced;
        if (fates.ContainsKey(transaction.TransactionId))
            return TxValidationCode.DuplicateTxid;
        if (Judge(transaction) is { } fault)
            return fault;
        foreach (var set in transaction.Call!.ReadWriteSets)
        {
            if (set.Public.Reads.Any(r => !Equals(r.Version, state.TryGetValue((set.Namespace, r.Key), out var entry) ? entry.Version : null)))
                return TxValidationCode.MvccReadConflict;
        }

        foreach (var set in transaction.Call.ReadWriteSets)
        {
            foreach (var write in set.Public.Writes)
            {
                if (write.IsDelete)
                    state.Remove((set.Namespace, write.Key));
                else
                    state[(set.Namespace, write.Key)] = (write.Value, new Protos.Version { BlockNum = block, TxNum = index });
            }
        }

        return TxValidationCode.Valid;
    }

    /// <summary>Whoever submits may submit anything: what it deserves shows here, as at a peer.</summary>
    private TxValidationCode? Judge(ChannelTransaction transaction)
    {
        if (transaction is not { Call: { } call, Envelope: { } envelope })
            return TxValidationCode.BadPayload;
        if (Strict.IdentityFault(transaction.Creator, channel.Organisations) is not null
            || Strict.SignatureFault(transaction.Creator, envelope.Payload, envelope.Signature) is not null)
        {
            return TxValidationCode.BadCreatorSignature;
        }

        if (transaction.TransactionId != Convert.ToHexStringLower(Strict.Sha256(transaction.Nonce, transaction.Creator)))
            return TxValidationCode.BadProposalTxid;
        if (!call.ProposalHashMatches)
            return TxValidationCode.InvalidEndorserTransaction;
        var endorsers = call.Endorsements
            .Where(e => Strict.IdentityFault(e.Endorser, channel.Organisations) is null
            && Strict.SignatureFault(e.Endorser, call.ResponsePayloadBytes.Concat(e.Endorser), e.Signature) is null)
            .Select(e => SerializedIdentity.Parser.ParseFrom(e.Endorser).Mspid)
            .ToHashSet(StringComparer.Ordinal);
        return endorsers.Count > 0 && Policies.TryGetValue(call.ChaincodeName, out var required) && required.All(endorsers.Contains)
            ? null
            : TxValidationCode.EndorsementPolicyFailure;
    }

    private void Add(Block block, IEnumerable<(string Id, TxValidationCode Code)>? transactions = null)
    {
        blocks.Add(block);
        foreach (var (id, code) in transactions ?? [])
        {
            fates.TryAdd(id, (code, block.Header.Number));
            if (code == TxValidationCode.Valid)
                Committed?.Invoke(id);
        }

        Pulse();
    }

    private void Pulse()
    {
        var done = grown;
        grown = New();
        done.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
