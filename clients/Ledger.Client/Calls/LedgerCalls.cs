using Google.Protobuf;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What the typed clients share: sign, keep as a draft, send, verify the answer, keep the receipt.</summary>
internal sealed class LedgerCalls(
    string home, IReadOnlyCollection<string> departments, RequestWriter writer, Caller caller, CheckpointTrail trail,
    ReceiptVerifier receipts, IDraftStore? drafts)
{
    private const string ConsistencyPath = "/ledger.v1.LedgerService/GetConsistency";

    /// <summary>Department whose services this user asks when it does not matter whose.</summary>
    public string Home => home;

    /// <summary>Departments that this user can ask.</summary>
    public IReadOnlyCollection<string> Departments => departments;

    public CheckpointTrail Trail => trail;

    public Caller Caller => caller;

    public RequestWriter Writer => writer;

    public ReceiptVerifier Receipts => receipts;

    public IDraftStore? Drafts => drafts;

    /// <summary>Has acts recorded in one envelope and verifies the receipt against what was asked.</summary>
    /// <param name="department">Whose door it is.</param>
    /// <param name="path">Full gRPC name of the call, with its leading slash.</param>
    /// <param name="request">The request.</param>
    /// <param name="acts">The acts in it.</param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    public Task<WriteOutcome> WriteAsync<TRequest>(
        string department, string path, TRequest request, IReadOnlyList<IMessage> acts, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>, new()
    {
        var signed = writer.Write(department, path, request) with { Input = RequestInput.Of(request, AskedAct.Of(acts)) };
        return signed.IsDryRun ? JudgeAsync(signed, cancellationToken) : SendAsync(signed, cancellationToken);
    }

    /// <summary>Has a dry run judged; it is no draft, since it writes nothing.</summary>
    public async Task<WriteOutcome> JudgeAsync(SignedRequest signed, CancellationToken cancellationToken)
    {
        var reply = await caller.SendAsync<WriteReply>(signed, static () => 0, cancellationToken);
        return reply.DryRun
            ? DryRun(signed, reply.Notices, reply.Cautions)
            : throw new UntrustedReplyException(new LogFault("reply.dry-run", "a dry run was answered as a real act", "试算被当作正式行为答复"));
    }

    /// <summary>The outcome of a dry run that no rule refused.</summary>
    public static WriteOutcome DryRun(SignedRequest signed, IEnumerable<RuleFailure> notices, IEnumerable<Caution> cautions) =>
        new("", signed.RequestId, Receipt: null, [.. notices]) { IsDryRun = true, Cautions = [.. cautions] };

    /// <summary>Sends a signed request until it is answered, and verifies the answer.</summary>
    /// <param name="signed">The request.</param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    public async Task<WriteOutcome> SendAsync(SignedRequest signed, CancellationToken cancellationToken)
    {
        drafts?.SaveDraft(signed);
        WriteReply reply;
        ulong first = 0;
        try
        {
            reply = await caller.SendAsync<WriteReply>(signed, () => first = trail.LatestSize, cancellationToken);
        }
        catch (LedgerException e) when (e is RefusedException or InputException or AccessException)
        {
            drafts?.DropDraft(signed.RequestId);
            throw;
        }

        var receipt = await VerifyAsync(signed, reply, first, cancellationToken);
        var outcome = new WriteOutcome(reply.RecordId, signed.RequestId, receipt, [.. reply.Notices])
        {
            LeafHash = receipt?.LeafHash ?? (reply.LeafHash.IsEmpty ? null : reply.LeafHash.ToByteArray()),
            Cautions = [.. reply.Cautions],
        };
        if (outcome.IsRecorded)
            drafts?.SaveReceipt(signed, outcome);

        return outcome;
    }

    /// <summary>Verifies a receipt given by a department.</summary>
    public Task<VerifiedReceipt> VerifyAsync(string department, Receipt receipt, OfferedConsistency? offered, CancellationToken cancellationToken) =>
        receipts.VerifyAsync(receipt, offered, (older, newer, token) => ConsistencyAsync(department, older, newer, token), cancellationToken);

    /// <summary>
    /// Asks for a consistency proof; not verified. A department may lag behind the one that showed the larger checkpoint, so
    /// when it cannot answer the others are asked.
    /// </summary>
    public async Task<IReadOnlyList<byte[]>> ConsistencyAsync(string department, ulong older, ulong newer, CancellationToken cancellationToken)
    {
        var request = new GetConsistencyRequest { First = older, Second = newer };
        LedgerException? refusal = null;
        foreach (var asked in departments.Prepend(department).Distinct(StringComparer.Ordinal))
        {
            try
            {
                return Hashes((await caller.ReadAsync<GetConsistencyRequest, ConsistencyReply>(asked, ConsistencyPath, request, cancellationToken)).Path);
            }
            catch (LedgerException e) when (e is InputException or RemoteException or UnavailableException)
            {
                refusal ??= e;
            }
        }

        throw refusal!;
    }

    public static IReadOnlyList<byte[]> Hashes(IEnumerable<ByteString> path) => [.. path.Select(hash => hash.ToByteArray())];

    private async Task<VerifiedReceipt?> VerifyAsync(SignedRequest signed, WriteReply reply, ulong first, CancellationToken cancellationToken)
    {
        if (reply.State == RecordState.Ordered && reply.Receipt is null)
            return null;

        if (reply.State != RecordState.Recorded || reply.Receipt is null)
        {
            throw new UntrustedReplyException(new LogFault(
                "reply.state", $"the answer says {reply.State} {(reply.Receipt is null ? "without" : "with")} a receipt",
                $"答复状态为 {reply.State}，{(reply.Receipt is null ? "无" : "有")}回执"));
        }

        var offered = first > 0 && reply.Consistency.Count > 0 ? new OfferedConsistency(first, Hashes(reply.Consistency)) : null;
        var receipt = await VerifyAsync(signed.Department, reply.Receipt, offered, cancellationToken);
        ReceiptCheck.Compare(signed, receipt.Payload);
        return receipt;
    }
}
