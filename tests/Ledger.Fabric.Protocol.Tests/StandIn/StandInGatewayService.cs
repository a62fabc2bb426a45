using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The service gateway.Gateway as strict as a peer's.</summary>
internal sealed class StandInGatewayService(StandInPeer peer) : Protos.Gateway.GatewayBase
{
    public override async Task<EvaluateResponse> Evaluate(EvaluateRequest request, ServerCallContext context)
    {
        await peer.PassGateAsync(context);
        var proposal = peer.Check(request.TransactionId, request.ChannelId, request.ProposedTransaction);
        var endorser = request.TargetOrganizations.Count > 0
            ? peer.Endorsers.First(e => request.TargetOrganizations.Contains(e.Identity.MspId))
            : peer.Endorsers[0];
        try
        {
            return new EvaluateResponse { Result = endorser.Endorse(proposal).Response };
        }
        catch (ChaincodeError e)
        {
            throw Error(StatusCode.Unknown, $"evaluate call to endorser returned error: chaincode response 500, {e.Message}", [Detail(endorser, e)]);
        }
    }

    public override async Task<EndorseResponse> Endorse(EndorseRequest request, ServerCallContext context)
    {
        await peer.PassGateAsync(context);
        var proposal = peer.Check(request.TransactionId, request.ChannelId, request.ProposedTransaction);
        if (Interlocked.Decrement(ref peer.Misbehaviour.Crowded) >= 0)
            throw new RpcException(new Grpc.Core.Status(StatusCode.Unknown, "too many requests for /gateway.Gateway, exceeding concurrency limit (500)"));
        if (!peer.Policies.TryGetValue(proposal.Chaincode, out var required))
        {
            throw Error(
                StatusCode.FailedPrecondition,
                $"no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode {proposal.Chaincode} in channel {proposal.Channel}",
                []);
        }

        var organisations = request.EndorsingOrganizations.Count > 0 ? request.EndorsingOrganizations.ToList() : [.. peer.ChooseOrganisations(required)];
        var results = new List<(ByteString Payload, Endorsement Endorsement)>();
        var errors = new List<ErrorDetail>();
        foreach (var mspId in organisations)
        {
            if (!TryEndorse(mspId, proposal, results, errors) && request.EndorsingOrganizations.Count == 0 && mspId == organisations[0])
                throw Error(StatusCode.Aborted, "failed to endorse transaction, see attached details for more info", errors);
        }

        if (errors.Count > 0 && results.Count < organisations.Count)
            throw Error(StatusCode.Aborted, "failed to collect enough transaction endorsements, see attached details for more info", errors);

        return new EndorseResponse { PreparedTransaction = peer.Misbehaviour.Prepared?.Invoke(Prepare(proposal, results)) ?? Prepare(proposal, results) };
    }

    public override async Task<SubmitResponse> Submit(SubmitRequest request, ServerCallContext context)
    {
        await peer.PassGateAsync(context);
        var envelope = request.PreparedTransaction;
        var payload = Payload.Parser.ParseFrom(envelope.Payload);
        var header = ChannelHeader.Parser.ParseFrom(payload.Header.ChannelHeader);
        var creator = SignatureHeader.Parser.ParseFrom(payload.Header.SignatureHeader).Creator;
        Demand(request.ChannelId == peer.Channel.Name && header.ChannelId == request.ChannelId, "channel");
        Demand(header.TxId == request.TransactionId, "transaction id");
        if (peer.RequestFault(creator, envelope.Payload, envelope.Signature) is { } fault)
            throw Error(StatusCode.InvalidArgument, fault, []);
        if (peer.Misbehaviour.OrderingUnavailable)
        {
            throw Error(StatusCode.Unavailable, "no orderers could successfully process transaction",
                [new ErrorDetail { Address = "orderer1:7050", MspId = "OrdererMSP", Message = "connection refused" }]);
        }

        if (!peer.Misbehaviour.Lies)
            peer.Ledger.Submit(envelope.ToByteString());
        return new SubmitResponse();
    }

    public override async Task<CommitStatusResponse> CommitStatus(SignedCommitStatusRequest request, ServerCallContext context)
    {
        await peer.PassGateAsync(context);
        var status = CommitStatusRequest.Parser.ParseFrom(request.Request);
        Demand(status.TransactionId.Length == 64 && status.ChannelId == peer.Channel.Name, "transaction or channel");
        if (peer.RequestFault(status.Identity, request.Request, request.Signature) is { } fault)
            throw Error(StatusCode.PermissionDenied, fault, []);
        if (peer.Misbehaviour.Lies)
            return new CommitStatusResponse { Result = TxValidationCode.Valid, BlockNumber = 1 };
        var (code, block) = await peer.Ledger.FateAsync(status.TransactionId, context.CancellationToken);
        return new CommitStatusResponse { Result = code, BlockNumber = block };
    }

    public override async Task ChaincodeEvents(
        SignedChaincodeEventsRequest request, IServerStreamWriter<ChaincodeEventsResponse> responseStream, ServerCallContext context)
    {
        var wanted = Protos.ChaincodeEventsRequest.Parser.ParseFrom(request.Request);
        Demand(wanted.ChannelId == peer.Channel.Name, "channel");
        if (peer.RequestFault(wanted.Identity, request.Request, request.Signature) is { } fault)
            throw Error(StatusCode.PermissionDenied, fault, []);
        var number = (wanted.AfterTransactionId.Length > 0 ? peer.Ledger.BlockOf(wanted.AfterTransactionId) : null)
            ?? (wanted.StartPosition.TypeCase == SeekPosition.TypeOneofCase.Specified ? wanted.StartPosition.Specified.Number : peer.Ledger.Height);
        await context.WriteResponseHeadersAsync([]);
        peer.CountStream();
        var passed = wanted.AfterTransactionId.Length == 0;
        while (true)
        {
            var block = ChannelBlock.Decode(await peer.Ledger.BlockAsync(number++, context.CancellationToken));
            var response = new ChaincodeEventsResponse { BlockNumber = block.Number };
            foreach (var transaction in block.Transactions)
            {
                if (passed && transaction is { IsValid: true, Call.Event: { } e } && e.ChaincodeId == wanted.ChaincodeId)
                    response.Events.Add(e);
                passed |= transaction.TransactionId == wanted.AfterTransactionId;
            }

            if (response.Events.Count > 0)
                await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    private bool TryEndorse(string mspId, CheckedProposal proposal, List<(ByteString Payload, Endorsement Endorsement)> results, List<ErrorDetail> errors)
    {
        foreach (var endorser in peer.Endorsers.Where(e => e.Identity.MspId == mspId))
        {
            try
            {
                var (payload, endorsement, _) = endorser.Endorse(proposal);
                if (results.Count > 0 && !results[0].Payload.Equals(payload))
                {
                    errors.Add(new ErrorDetail { Address = endorser.Address, MspId = mspId, Message = "ProposalResponsePayloads do not match" });
                }
                else
                {
                    results.Add((payload, endorsement));
                    return true;
                }
            }
            catch (ChaincodeError e)
            {
                errors.Add(Detail(endorser, e));
            }
        }

        return false;
    }

    private static Envelope Prepare(CheckedProposal proposal, List<(ByteString Payload, Endorsement Endorsement)> results) => new()
    {
        Payload = new Payload
        {
            Header = new Header { ChannelHeader = proposal.ChannelHeaderBytes, SignatureHeader = proposal.SignatureHeaderBytes },
            Data = new Protos.Transaction
            {
                Actions =
                {
                    new TransactionAction
                    {
                        Header = proposal.SignatureHeaderBytes,
                        Payload = new ChaincodeActionPayload
                        {
                            ChaincodeProposalPayload = proposal.PublicPayload,
                            Action = new ChaincodeEndorsedAction { ProposalResponsePayload = results[0].Payload,
                                Endorsements = { results.Select(r => r.Endorsement) } },
                        }.ToByteString(),
                    },
                },
            }.ToByteString(),
        }.ToByteString(),
    };

    private static ErrorDetail Detail(StandInEndorser endorser, ChaincodeError e) =>
        new() { Address = endorser.Address, MspId = endorser.Identity.MspId, Message = $"chaincode response 500, {e.Message}" };

    private static RpcException Error(StatusCode code, string message, IReadOnlyList<ErrorDetail> details) =>
        new Google.Rpc.Status { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } }.ToRpcException();

    private static void Demand(bool condition, string what)
    {
        if (!condition)
            throw new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, $"wrong {what}"));
    }
}
