using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>One of the three ways a peer hands out blocks.</summary>
/// <typeparam name="TBlock">What arrives.</typeparam>
/// <param name="Open">Opens the stream.</param>
/// <param name="BlockOf">The block in an answer; null if it holds something else.</param>
internal sealed record BlockStream<TBlock>(
    Func<Deliver.DeliverClient, CallOptions, AsyncDuplexStreamingCall<Envelope, DeliverResponse>> Open,
    Func<DeliverResponse, TBlock?> BlockOf)
    where TBlock : class;
