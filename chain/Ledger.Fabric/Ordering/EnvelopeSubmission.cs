using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protos;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;
using Transaction = Ledger.Fabric.Protocol.Transaction;

namespace Ledger.Fabric;

/// <summary>
/// One envelope on its way through Fabric: endorsed, handed to ordering, seen in a block. Its bytes stay the same in every
/// attempt, and its <c>seq/</c> key makes sure that it is applied once, however many of the attempts arrive.
/// </summary>
internal sealed class EnvelopeSubmission(
    Contract contract,
    string mspId,
    PendingTransactions pending,
    Peer peer,
    ChannelHistory history,
    FabricOrderingOptions options,
    FailureReason reasons,
    OrderingWay way,
    DecodedEnvelope envelope,
    ReadOnlyMemory<byte> bytes)
{
    public async Task<SubmitResult> RunAsync(CancellationToken ct)
    {
        var delay = options.FirstDelay;
        for (var attempt = 1; ; attempt++)
        {
            var step = await AttemptAsync(ct);
            if (step.Answer is { } answer)
                return answer;

            var setback = step.Setback!;
            way.SetBack(setback, step.NothingTaken);
            if (attempt >= options.Attempts)
            {
                return step.NothingTaken
                    ? new SubmitResult.Busy(new($"{setback.English} ({attempt} attempts); submit again later", $"{setback.Chinese}（已试 {attempt} 次），请稍后重新提交"))
                    : throw new OrderingUnavailableException(setback);
            }

            await Task.Delay(delay, options.Time, ct);
            delay = delay * 2 < options.MaxDelay ? delay * 2 : options.MaxDelay;
        }
    }

    private async Task<SubmissionStep> AttemptAsync(CancellationToken ct)
    {
        CheckReading();
        var call = Call();
        Transaction transaction;
        try
        {
            transaction = await contract.NewProposal(LedgerFunctions.Submit, call).EndorseAsync(ct: ct);
        }
        catch (EndorseException e) when (GatewayRefusal.Of(e) is { } refusal)
        {
            return await FollowAsync(refusal, call, ct);
        }
        catch (EndorseException e)
        {
            return GatewayRefusal.IsCrowded(e) ? SubmissionStep.Crowded(reasons.Of(e)) : SubmissionStep.Failed(reasons.Of(e));
        }

        var fate = await OrderAsync(transaction, ct);
        if (fate.Code is TxValidationCode.Valid or TxValidationCode.MvccReadConflict or TxValidationCode.PhantomReadConflict)
            way.Passed();

        return fate.Code switch
        {
            TxValidationCode.Valid => SubmissionStep.Answered(new SubmitResult.Admitted(fate.Block, envelope.LeafHash, FindingsIn(transaction))),
            TxValidationCode.MvccReadConflict or TxValidationCode.PhantomReadConflict => SubmissionStep.Crowded(reasons.Plain(
                $"another envelope changed a page that this one read ({fate.Code} in Fabric block {fate.FabricBlock})",
                $"另一信封更改了本信封所读的页面（{fate.Code}，Fabric 区块 {fate.FabricBlock}）")),
            _ => SubmissionStep.Failed(reasons.Plain(
                $"transaction {transaction.TransactionId} is invalid in Fabric block {fate.FabricBlock}: {fate.Code}",
                $"交易 {transaction.TransactionId} 在 Fabric 区块 {fate.FabricBlock} 中无效：{fate.Code}")),
        };
    }

    /// <summary>The envelope and, as a hint, the keys that the rules read: by the own peer's newest state, which may be behind.</summary>
    private ProposalOptions Call() => new()
    {
        Arguments =
        [
            bytes,
            .. peer.Judge(envelope).Verdict.Reads.Take(LedgerFunctions.MaxKeys).Select(read => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(read.Key)),
        ],
    };

    /// <exception cref="OrderingUnavailableException">Blocks are read no more, so that nothing would tell what becomes of the
    /// envelope: it is not sent.</exception>
    private void CheckReading()
    {
        if (history.End is { } end)
        {
            throw new OrderingUnavailableException(new(
                $"the blocks of Fabric channel {contract.ChannelName} are no longer read here, and nothing is sent: {end}",
                $"本节点不再读取 Fabric 通道 {contract.ChannelName} 的区块，也不再提交：{end}"));
        }
    }

    private async Task<SubmissionStep> FollowAsync(SubmitRefusal refusal, ProposalOptions call, CancellationToken ct)
    {
        // One endorser's word is not the ledger's: whatever it says, the own peer is asked before it counts.
        return refusal.Kind == RefusalKind.Unfounded ? SubmissionStep.Failed(reasons.Plain(refusal.ToString(), refusal.ToString()))
            : await JudgeAsync(refusal, call, ct);
    }

    /// <summary>The whole verdict, from the own Fabric peer: a refused endorsement has but a line of text, and may come from a peer that is behind.</summary>
    private async Task<SubmissionStep> JudgeAsync(SubmitRefusal refusal, ProposalOptions call, CancellationToken ct)
    {
        SubmitOutcome outcome;
        try
        {
            outcome = SubmitOutcome.Parser.ParseFrom(
                await contract.NewProposal(LedgerFunctions.Judge, call with { EndorsingOrganizations = [mspId] }).EvaluateAsync(ct: ct));
        }
        catch (GatewayException e) when (GatewayRefusal.Of(e) is { Kind: not RefusalKind.Unfounded } own)
        {
            throw Unavailable(reasons.Plain(
                $"its chaincode {contract.ChaincodeName} is not this ledger's: {own}", $"其链码 {contract.ChaincodeName} 不属于本账本：{own}"));
        }
        catch (GatewayException e)
        {
            return SubmissionStep.Failed(reasons.Of(e));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Unavailable(reasons.Plain(
                $"its chaincode {contract.ChaincodeName} gave a verdict that cannot be read: {e.Message}",
                $"其链码 {contract.ChaincodeName} 的裁决无法读取：{e.Message}"));
        }

        return outcome.OutcomeCase switch
        {
            SubmitOutcome.OutcomeOneofCase.Refused => SubmissionStep.Answered(new SubmitResult.Refused(VerdictMessages.ToVerdict(outcome.Refused))),
            SubmitOutcome.OutcomeOneofCase.DuplicateOf => SubmissionStep.Answered(new SubmitResult.Duplicate(outcome.DuplicateOf.ToByteArray())),
            SubmitOutcome.OutcomeOneofCase.ConflictWith => SubmissionStep.Answered(new SubmitResult.Conflict(outcome.ConflictWith.ToByteArray())),
            _ => SubmissionStep.Failed(reasons.Plain($"an endorser refuses what the own peer accepts: {refusal}", $"某背书节点拒绝了本部门节点所接受的信封：{refusal}")),
        };
    }

    private async Task<TransactionFate> OrderAsync(Transaction transaction, CancellationToken ct)
    {
        var fate = pending.Expect(transaction.TransactionId);
        try
        {
            // From here on an end of the reading is told to whoever waits.
            CheckReading();
            await BroadcastAsync(transaction, ct);
            return await fate.WaitAsync(options.CommitTimeout, options.Time, ct);
        }
        catch (TimeoutException)
        {
            throw Unavailable(reasons.Unseen(transaction.TransactionId, options.CommitTimeout));
        }
        finally
        {
            pending.Forget(transaction.TransactionId);
        }
    }

    private async Task BroadcastAsync(Transaction transaction, CancellationToken ct)
    {
        var delay = options.FirstDelay;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await transaction.SubmitAsync(ct: ct);
                return;
            }
            catch (SubmitException e) when (attempt < options.Broadcasts)
            {
                way.SetBack(reasons.Of(e), passing: false);
            }
            catch (SubmitException e)
            {
                throw Unavailable(reasons.Of(e), e);
            }

            await Task.Delay(delay, options.Time, ct);
            delay = delay * 2 < options.MaxDelay ? delay * 2 : options.MaxDelay;
        }
    }

    private static List<Finding> FindingsIn(Transaction transaction) =>
        [.. SubmitOutcome.Parser.ParseFrom(transaction.Result.Span).Accepted?.Findings.Select(VerdictMessages.ToFinding) ?? []];

    private OrderingUnavailableException Unavailable(OutageReason reason, Exception? e = null)
    {
        way.SetBack(reason, passing: false);
        return new(reason, e);
    }
}
