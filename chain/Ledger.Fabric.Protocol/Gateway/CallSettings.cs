using Grpc.Core;

namespace Ledger.Fabric.Protocol;

/// <summary>What one call does differently from the gateway's defaults.</summary>
/// <param name="Timeout">Limit of the call; null for the default of its step. Streams have no limit unless one is given.</param>
/// <param name="Headers">gRPC metadata to send along; null for none.</param>
public sealed record CallSettings(TimeSpan? Timeout = null, Metadata? Headers = null);
