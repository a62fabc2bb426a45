using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Governance acts of the department's administrator, signed by its node: kept, submitted and answered like every write.</summary>
public sealed class GovernanceWriter
{
    private readonly WritePipeline pipeline;

    internal GovernanceWriter(WritePipeline pipeline) => this.pipeline = pipeline;

    /// <summary>Proposes a governance event, or carries out one that needs the own signature only.</summary>
    /// <param name="request">Type and body of the event.</param>
    /// <param name="call">The call of an administrator; its request is signed like an operator's.</param>
    public Task<WriteReply> ProposeAsync(ProposeRequest request, ServerCallContext call)
    {
        ArgumentNullException.ThrowIfNull(request);
        return pipeline.WriteAsync(request.Context, call, scope => [Read(scope, request)]);
    }

    /// <summary>Approves a proposal.</summary>
    /// <param name="request">Leaf hash of the proposing entry.</param>
    /// <param name="call">The call of an administrator; its request is signed like an operator's.</param>
    public Task<WriteReply> ApproveAsync(ApproveRequest request, ServerCallContext call)
    {
        ArgumentNullException.ThrowIfNull(request);
        return pipeline.WriteAsync(request.Context, call, scope =>
            [Built(new Approve { Proposal = scope.Input.Hash(request.Proposal, "proposal") })]);
    }

    private static BuiltAct Read(ActScope scope, ProposeRequest request) => request.Type switch
    {
        "ledger.v1.RevokeCertificate" => Read<RevokeCertificate>(scope, request.Body),
        "ledger.v1.ReplaceKeys" => Read<ReplaceKeys>(scope, request.Body),
        "ledger.v1.ActivateProfile" => Read<ActivateProfile>(scope, request.Body),
        "ledger.v1.TablePublished" => Read<TablePublished>(scope, request.Body),
        _ => Unknown(scope),
    };

    private static BuiltAct Read<T>(ActScope scope, ByteString body)
        where T : class, IMessage<T>, new()
    {
        if (Canonical.TryParse<T>(body.Span, out var message, out var fault))
            return Built(message);

        scope.Input.Fault("body", fault.Chinese, fault.English, "the event's message in its one encoding");
        return Built(new T());
    }

    private static BuiltAct Unknown(ActScope scope)
    {
        scope.Input.Fault(
            "type", "不是治理事件", "it is no governance event",
            "ledger.v1.RevokeCertificate, ledger.v1.ReplaceKeys, ledger.v1.ActivateProfile or ledger.v1.TablePublished");
        return new("", new Approve(), new(), []);
    }

    private static BuiltAct Built(IMessage message) => new(message.Descriptor.FullName, message, new(), []);
}
