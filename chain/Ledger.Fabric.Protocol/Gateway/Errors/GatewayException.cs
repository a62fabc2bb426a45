using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A gateway's call failed: the base of the errors of each step, and itself the error of an evaluation or a stream of
/// events. The message holds what every node said, cut where it is long.
/// </summary>
public class GatewayException : Exception
{
    // Of what other organisations' nodes say, the message holds no more: it goes through logs and to callers.
    private const int MaxText = 4096;
    private const int MaxNodes = 16;
    private const int MaxLine = 512;

    /// <summary>Translates a gRPC error.</summary>
    /// <param name="step">What was attempted, for the message.</param>
    /// <param name="transactionId">The transaction; empty for streams.</param>
    /// <param name="error">Status and trailers.</param>
    internal GatewayException(string step, string transactionId, RpcException error)
        : this(step, transactionId, error, ReadDetails(error))
    {
    }

    /// <summary>An error found by the client itself.</summary>
    internal GatewayException(string message, string transactionId, StatusCode code)
        : base(message)
    {
        TransactionId = transactionId;
        StatusCode = code;
        Details = [];
    }

    private GatewayException(string step, string transactionId, RpcException error, IReadOnlyList<EndorserError> details)
        : base(Describe(step, transactionId, error.Status, details), error)
    {
        TransactionId = transactionId;
        StatusCode = error.StatusCode;
        Details = details;
    }

    /// <summary>The transaction; empty for a stream.</summary>
    public string TransactionId { get; }

    /// <summary>
    /// gRPC status. <see cref="StatusCode.DeadlineExceeded"/>: the limit passed. <see cref="StatusCode.Unknown"/> or
    /// <see cref="StatusCode.Aborted"/>: chaincode or endorsers refused. <see cref="StatusCode.Unavailable"/>: a node is
    /// out of reach, try again. <see cref="StatusCode.DataLoss"/>: the peer's answer contradicts the request.
    /// </summary>
    public StatusCode StatusCode { get; }

    /// <summary>What each node said, whole; empty if the gateway named none.</summary>
    public IReadOnlyList<EndorserError> Details { get; }

    /// <summary>The transport's own words, on one line, when no answer came from the peer itself; null when it answered.</summary>
    public string? TransportWords
    {
        get
        {
            if (this is not
                {
                    StatusCode: StatusCode.Unavailable or StatusCode.Internal, Details.Count: 0,
                    InnerException: RpcException { Status.DebugException: { } inner }
                })
            {
                return this is { StatusCode: StatusCode.DeadlineExceeded, Details.Count: 0 } ? "no answer in time" : null;
            }

            while (inner.InnerException is { } next)
                inner = next;

            return Cut(inner.Message.ReplaceLineEndings(" "), MaxLine);
        }
    }

    private static string Describe(string step, string transactionId, Grpc.Core.Status status, IReadOnlyList<EndorserError> details)
    {
        var text = new StringBuilder($"Fabric gateway: {step}");
        if (transactionId.Length > 0)
            text.Append($" of transaction {transactionId}");

        text.Append($" failed, {status.StatusCode}: {Cut(status.Detail)}");
        foreach (var detail in details.Take(MaxNodes))
            text.Append("\n  ").Append(Cut($"{Cut(detail.Address)} ({Cut(detail.MspId)}): {detail.Message}"));

        if (details.Count > MaxNodes)
            text.Append($"\n  … {details.Count - MaxNodes} more");

        return text.ToString();
    }

    private static string Cut(string text, int max = MaxText)
    {
        if (text.Length <= max)
            return text;

        var length = char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
        return $"{text.AsSpan(0, length)}… ({text.Length - length} more characters)";
    }

    private static List<EndorserError> ReadDetails(RpcException error)
    {
        var details = new List<EndorserError>();
        try
        {
            foreach (var any in error.GetRpcStatus()?.Details ?? [])
            {
                if (any.TryUnpack<ErrorDetail>(out var detail))
                    details.Add(new EndorserError(detail.Address, detail.MspId, detail.Message));
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // The status itself is told all the same.
        }

        return details;
    }
}
