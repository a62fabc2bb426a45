using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>A stream of blocks broke, was refused or ended with a status of its own.</summary>
public sealed class BlockStreamException : GatewayException
{
    internal BlockStreamException(string channelName, RpcException error)
        : base($"stream of blocks of channel {channelName}", "", error)
    {
        ChannelName = channelName;
    }

    internal BlockStreamException(string channelName, Protos.Status status)
        : base($"Fabric gateway: the peer ended the stream of blocks of channel {channelName}: {status} ({(int)status}).", "", CodeOf(status))
    {
        ChannelName = channelName;
        DeliverStatus = status;
    }

    /// <summary>The channel.</summary>
    public string ChannelName { get; }

    /// <summary>The peer's closing word; null when the connection broke instead.</summary>
    public Protos.Status? DeliverStatus { get; }

    /// <summary>Another attempt may succeed.</summary>
    public bool IsTransient => DeliverStatus is { } status
        ? status is Protos.Status.ServiceUnavailable or Protos.Status.InternalServerError
        : StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Aborted or StatusCode.Cancelled
            or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Unknown;

    private static StatusCode CodeOf(Protos.Status status) => status switch
    {
        Protos.Status.BadRequest => StatusCode.InvalidArgument,
        Protos.Status.Forbidden => StatusCode.PermissionDenied,
        Protos.Status.NotFound => StatusCode.NotFound,
        Protos.Status.ServiceUnavailable => StatusCode.Unavailable,
        Protos.Status.InternalServerError => StatusCode.Internal,
        _ => StatusCode.Unknown,
    };
}
