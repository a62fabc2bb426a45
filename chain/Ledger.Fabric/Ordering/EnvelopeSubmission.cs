using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Fabric.Protos;
using Ledger.V1;
using Microsoft.Extensions.Logging;

namespace Ledger.Fabric;

/// <summary>
/// One envelope on its way through Fabric: endorsed, handed to ordering, seen in a block. Its bytes stay the same in every
/// attempt, and its <c>seq/</c> key makes sure that it is applied once, however many of the attempts arrive.
/// </summary>
internal sealed partial class EnvelopeSubmission(
    Contract contract,
    string mspId,
    PendingTransactions pending,
    Peer peer,
    ChannelHistory history,
    FabricOrderingOptions options,
    ILogger logger,
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
            {
                return answer;
            }

            Log.SetBack(logger, contract.ChannelName, attempt, step.Setback);
            if (attempt >= options.Attempts)
            {
                return step.NothingTaken
                    ? new SubmitResult.Busy($"{step.Setback} ({attempt} attempts); submit again later.")
                    : throw Unavailable(step.Setback);
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
            return GatewayRefusal.IsCrowded(e) ? SubmissionStep.Crowded(e.Message) : SubmissionStep.Failed(e.Message);
        }

        var fate = await OrderAsync(transaction, ct);
        return fate.Code switch
        {
            TxValidationCode.Valid => SubmissionStep.Answered(new SubmitResult.Admitted(fate.Block, envelope.LeafHash, FindingsIn(transaction))),
            TxValidationCode.MvccReadConflict or TxValidationCode.PhantomReadConflict => SubmissionStep.Crowded(
                $"another envelope changed a page that this one read ({fate.Code} in Fabric block {fate.FabricBlock})"),
            _ => SubmissionStep.Failed($"transaction {transaction.TransactionId} is invalid in Fabric block {fate.FabricBlock}: {fate.Code}"),
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

    /// <exception cref="OrderingUnavailableException">Blocks are read no more, so that nothing would tell what becomes of the envelope: it is not sent.</exception>
    private void CheckReading()
    {
        if (history.End is { } end)
        {
            throw new OrderingUnavailableException($"The blocks of Fabric channel {contract.ChannelName} are no longer read here, and nothing is sent: {end}");
        }
    }

    private async Task<SubmissionStep> FollowAsync(SubmitRefusal refusal, ProposalOptions call, CancellationToken ct)
    {
        // One endorser's word is not the ledger's: whatever it says, the own peer is asked before it counts.
        return refusal.Kind == RefusalKind.Unfounded ? SubmissionStep.Failed(refusal.ToString()) : await JudgeAsync(refusal, call, ct);
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
            throw Unavailable($"its chaincode {contract.ChaincodeName} is not this ledger's: {own}");
        }
        catch (GatewayException e)
        {
            return SubmissionStep.Failed(e.Message);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Unavailable($"its chaincode {contract.ChaincodeName} gave a verdict that cannot be read: {e.Message}");
        }

        return outcome.OutcomeCase switch
        {
            SubmitOutcome.OutcomeOneofCase.Refused => SubmissionStep.Answered(new SubmitResult.Refused(VerdictMessages.ToVerdict(outcome.Refused))),
            SubmitOutcome.OutcomeOneofCase.DuplicateOf => SubmissionStep.Answered(new SubmitResult.Duplicate(outcome.DuplicateOf.ToByteArray())),
            SubmitOutcome.OutcomeOneofCase.ConflictWith => SubmissionStep.Answered(new SubmitResult.Conflict(outcome.ConflictWith.ToByteArray())),
            _ => SubmissionStep.Failed($"an endorser refuses what the own peer accepts: {refusal}"),
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
            throw Unavailable($"transaction {transaction.TransactionId} showed up in no block within {options.CommitTimeout.TotalSeconds:0} s");
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
                Log.SetBack(logger, contract.ChannelName, attempt, e.Message);
            }
            catch (SubmitException e)
            {
                throw Unavailable(e.Message, e);
            }

            await Task.Delay(delay, options.Time, ct);
            delay = delay * 2 < options.MaxDelay ? delay * 2 : options.MaxDelay;
        }
    }

    private static List<Finding> FindingsIn(Transaction transaction) =>
        [.. SubmitOutcome.Parser.ParseFrom(transaction.Result.Span).Accepted?.Findings.Select(VerdictMessages.ToFinding) ?? []];

    private OrderingUnavailableException Unavailable(string why, Exception? e = null) => new(
        $"Ordering on Fabric channel {contract.ChannelName} gave no answer: {why}. Whether it took the envelope in is unknown; submit the same bytes again.", e);

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Information, "Channel {Channel}: attempt {Attempt} was set back: {Setback}")]
        public static partial void SetBack(ILogger logger, string channel, int attempt, string setback);
    }
}
